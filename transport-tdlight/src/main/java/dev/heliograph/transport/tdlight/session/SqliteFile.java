// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite database in memory, to be read only. Knows tables with and without row ids; no indexes, no views, no journals.
 *
 * <p>A file may lie: each page is read once per table, and all rows together hold no more bytes than the file.
 */
final class SqliteFile {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 100;
    private static final int LEAST_USABLE = 480;
    private static final int MAX_TABLES = 1000;

    private final byte[] bytes;
    private final int pageSize;
    private final int usable;
    private final Charset charset;

    private SqliteFile(byte[] bytes, int pageSize, int usable, Charset charset) {
        this.bytes = bytes;
        this.pageSize = pageSize;
        this.usable = usable;
        this.charset = charset;
    }

    /** Whether the bytes begin as every SQLite file does. */
    static boolean fits(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** Checks the header. */
    static SqliteFile of(byte[] bytes) throws SessionFormatException {
        if (!fits(bytes) || bytes.length < HEADER_BYTES) {
            throw new SessionFormatException("the file is no SQLite database, or is cut off in its header");
        }
        int stored = ((bytes[16] & 255) << 8) | (bytes[17] & 255);
        int pageSize = stored == 1 ? 65_536 : stored;
        int usable = pageSize - (bytes[20] & 255);
        if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < LEAST_USABLE) {
            throw new SessionFormatException("the SQLite file has pages of a size that cannot be: " + pageSize);
        }
        if (bytes[19] != 1 && bytes[19] != 2) {
            throw new SessionFormatException("the SQLite file was written by a version that is not known");
        }
        SqliteFile file = new SqliteFile(bytes, pageSize, usable, charset(bytes));
        file.checkLength();
        return file;
    }

    int pages() {
        return bytes.length / pageSize;
    }

    int usable() {
        return usable;
    }

    Charset charset() {
        return charset;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where a page begins. */
    int start(long page) throws SessionFormatException {
        if (page < 1 || page > pages()) {
            throw new SessionFormatException("the SQLite file is damaged: it names page " + page + " of " + pages());
        }
        return (int) (page - 1) * pageSize;
    }

    /** A table by its name, or null. */
    @Nullable
    SqliteTable table(String name) throws SessionFormatException {
        for (SqliteTable table : tables()) {
            if (table.name().equals(name)) {
                return table;
            }
        }
        return null;
    }

    private List<SqliteTable> tables() throws SessionFormatException {
        List<SqliteTable> tables = new ArrayList<>();
        for (SqliteRow row : SqliteTable.schema(this).rows()) {
            String name = row.text("name");
            String sql = row.text("sql");
            Long root = row.integer("rootpage");
            if ("table".equals(row.text("type")) && name != null && sql != null && root != null && root > 0) {
                tables.add(SqliteTable.of(this, name.toLowerCase(Locale.ROOT), root, sql));
            }
            if (tables.size() > MAX_TABLES) {
                throw new SessionFormatException("the SQLite file has more than " + MAX_TABLES + " tables");
            }
        }
        return tables;
    }

    private void checkLength() throws SessionFormatException {
        ByteCursor in = new ByteCursor("the header of the SQLite file", bytes);
        in.take(24);
        long changes = in.u32();
        long pages = in.u32();
        in.take(60);
        boolean counted = pages > 0 && changes == in.u32();
        if (bytes.length % pageSize != 0 || (counted && pages > pages())) {
            throw new SessionFormatException("the SQLite file is cut off: it has " + bytes.length
                    + " bytes in pages of " + pageSize + (counted ? ", and says that it has " + pages + " pages" : ""));
        }
    }

    private static Charset charset(byte[] bytes) throws SessionFormatException {
        return switch (bytes[59]) {
            case 0, 1 -> StandardCharsets.UTF_8;
            case 2 -> StandardCharsets.UTF_16LE;
            case 3 -> StandardCharsets.UTF_16BE;
            default -> throw new SessionFormatException("the SQLite file has a text encoding that is not known");
        };
    }
}
