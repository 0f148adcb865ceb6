// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import dev.heliograph.model.NotUtf8Exception;
import dev.heliograph.model.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out what a session was written by, and reads it. Nothing is opened for writing. */
public final class SessionReader {
    private static final int MAX_TEXT = 4096;
    /** Of a string with what people put around it. */
    private static final int LONGEST_TEXT = 2 * MAX_TEXT;

    private static final int MAX_FILE = 64 << 20;
    /** What Telegram Desktop calls the file of its keys. */
    private static final String DESKTOP_KEY = "key_datas";

    private static final String EXPECTED_FILE =
            "no session of a known library: expected a session file of Telethon, Pyrogram or"
                    + " gotd, the event log of a TDLib database, or a file with a session string";
    private static final String STRINGS =
            "expected a session string of Telethon (353 or 369 characters, the first is 1), GramJS (begins with 1),"
                    + " Pyrogram (351, 356 or 362), mtcute or MTKruto";

    private SessionReader() {}

    /**
     * Reads a session string. Blanks, line breaks and quotes in and around it do not count, nor does a name before it, as in
     * {@code SESSION="..."}.
     *
     * @throws SessionFormatException if it is none, damaged, or of a version that cannot be read; the message does not show it
     */
    public static FoundSession ofText(String text) throws SessionFormatException {
        String string = text.length() > LONGEST_TEXT ? "" : KeptString.in(text);
        if (string.isEmpty() || string.length() > MAX_TEXT) {
            throw unknown("found " + text.strip().length() + " characters");
        }
        if (string.charAt(0) == '1') {
            return ofVersioned(decoded(string.substring(1)), string.length());
        }
        byte[] bytes = decoded(string);
        if (MtkrutoString.fits(bytes)) {
            return new FoundSession(SessionFormat.MTKRUTO, MtkrutoString.read(bytes));
        }
        if (PyrogramString.hasLength(bytes.length)) {
            return new FoundSession(SessionFormat.PYROGRAM, PyrogramString.read(bytes));
        }
        if (MtcuteString.fits(bytes)) {
            return new FoundSession(SessionFormat.MTCUTE, MtcuteString.read(bytes));
        }
        throw unknown(string.length(), bytes.length);
    }

    /**
     * Reads a session file, a file that holds a session string, or the folder of a TDLib database.
     *
     * @throws SessionFormatException if it is none of them, damaged, in use, or of a version that cannot be read
     * @throws IOException if the file cannot be read
     */
    public static FoundSession ofPath(Path path) throws SessionFormatException, IOException {
        return ofPath(path, new byte[0]);
    }

    /**
     * Reads as {@link #ofPath(Path)} does, and a TDLib database that is encrypted with a key.
     *
     * @param databaseKey as it was given to TDLib; empty where the database has none
     * @throws SessionFormatException if it is none of them, damaged, in use, or of a version that cannot be read
     * @throws IOException if the file cannot be read
     */
    public static FoundSession ofPath(Path path, byte[] databaseKey) throws SessionFormatException, IOException {
        if (Files.isDirectory(path)) {
            return ofFolder(path, databaseKey);
        }
        byte[] bytes = load(path);
        if (SqliteFile.fits(bytes)) {
            refuseJournal(path, "-wal");
            refuseJournal(path, "-journal");
        }
        Path name = path.getFileName();
        return ofBytes(bytes, name != null && name.toString().equals(TdBinlog.TEST_NAME), databaseKey);
    }

    /**
     * Reads what such a file would hold from a stream, to its end; a TDLib database is taken for one of the production
     * servers.
     *
     * @param databaseKey as it was given to TDLib; empty where the database has none
     * @throws SessionFormatException if it is no session, damaged, or of a version that cannot be read
     * @throws IOException if the stream cannot be read
     */
    public static FoundSession ofStream(InputStream in, byte[] databaseKey) throws SessionFormatException, IOException {
        return ofBytes(load(in), false, databaseKey);
    }

    /**
     * Reads what a file holds.
     *
     * @param test whether a TDLib log is the one of the test servers; nothing else asks
     */
    static FoundSession ofBytes(byte[] bytes, boolean test, byte[] databaseKey) throws SessionFormatException {
        if (SqliteFile.fits(bytes)) {
            return SqliteSession.read(bytes);
        }
        if (TdBinlog.fits(bytes)) {
            return new FoundSession(SessionFormat.TDLIB, TdBinlog.read(bytes, test, databaseKey));
        }
        return ofTextBytes(withoutMark(bytes));
    }

    private static byte[] withoutMark(byte[] bytes) throws SessionFormatException {
        try {
            return TextFile.withoutMark(bytes);
        } catch (NotUtf8Exception foreign) {
            // it may as well be a file of another kind
            throw new SessionFormatException(
                    EXPECTED_FILE + "; what was found is none of them, or " + foreign.getMessage());
        }
    }

    private static FoundSession ofTextBytes(byte[] bytes) throws SessionFormatException {
        String text = new String(bytes, 0, Math.min(bytes.length, LONGEST_TEXT), StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("{")) {
            return new FoundSession(SessionFormat.GOTD_FILE, GotdFile.read(bytes));
        }
        // U+FFFD stands where the bytes are no UTF-8
        if (bytes.length > LONGEST_TEXT
                || text.chars().anyMatch(c -> c == 0xfffd || c == 127 || (c < 32 && !Character.isWhitespace(c)))) {
            throw new SessionFormatException(
                    EXPECTED_FILE + "; the " + bytes.length + " bytes found are none of them, or are damaged");
        }
        return ofText(text);
    }

    private static FoundSession ofVersioned(byte[] bytes, int characters) throws SessionFormatException {
        if (GramjsString.fits(bytes)) {
            return new FoundSession(SessionFormat.GRAMJS, GramjsString.read(bytes));
        }
        if (bytes.length == TelethonString.IPV4_BYTES || bytes.length == TelethonString.IPV6_BYTES) {
            return new FoundSession(SessionFormat.TELETHON, TelethonString.read(bytes));
        }
        throw unknown(characters, bytes.length);
    }

    private static FoundSession ofFolder(Path folder, byte[] databaseKey) throws SessionFormatException, IOException {
        Path log = folder.resolve(TdBinlog.NAME);
        Path testLog = folder.resolve(TdBinlog.TEST_NAME);
        boolean production = Files.isRegularFile(log);
        boolean test = Files.isRegularFile(testLog);
        if (production && test) {
            throw new SessionFormatException("the folder holds two TDLib databases: name " + TdBinlog.NAME + " or "
                    + TdBinlog.TEST_NAME + " itself");
        }
        if (!production && !test) {
            throw new SessionFormatException(
                    Files.exists(folder.resolve(DESKTOP_KEY))
                            ? "the folder is the tdata of Telegram Desktop, which is not read: make a session of"
                                    + " Telethon from it, for which there are tools such as opentele"
                            : "no session of a known library: of folders those of TDLib databases are read, and there is"
                                    + " no " + TdBinlog.NAME + " in this one");
        }
        byte[] bytes = load(test ? testLog : log);
        return new FoundSession(SessionFormat.TDLIB, TdBinlog.read(bytes, test, databaseKey));
    }

    private static void refuseJournal(Path path, String suffix) throws SessionFormatException, IOException {
        Path journal = path.resolveSibling(path.getFileName() + suffix);
        if (Files.exists(journal) && Files.size(journal) > 0) {
            throw new SessionFormatException("the session file is in use or was not closed: " + journal.getFileName()
                    + " beside it holds changes; close the program that owns it, or open and close it once with that"
                    + " program");
        }
    }

    private static byte[] load(Path path) throws SessionFormatException, IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return load(in);
        }
    }

    private static byte[] load(InputStream in) throws SessionFormatException, IOException {
        byte[] bytes = in.readNBytes(MAX_FILE + 1);
        if (bytes.length > MAX_FILE) {
            throw new SessionFormatException("a session file of more than " + (MAX_FILE >> 20) + " MiB is not read");
        }
        return bytes;
    }

    private static byte[] decoded(String string) throws SessionFormatException {
        try {
            return Base64Text.decode(string);
        } catch (SessionFormatException wrong) {
            throw unknown(String.valueOf(wrong.getMessage()));
        }
    }

    private static SessionFormatException unknown(int characters, int bytes) {
        return unknown("found " + characters + " characters that hold " + bytes + " bytes of another structure");
    }

    private static SessionFormatException unknown(String found) {
        return new SessionFormatException("no session of a known library: " + STRINGS + "; " + found);
    }
}
