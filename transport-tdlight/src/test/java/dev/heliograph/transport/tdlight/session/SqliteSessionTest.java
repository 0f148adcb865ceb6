// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/*
 * The files beside this class were made by SQLite itself, with this program in Python:
 *
 * import sqlite3
 * KEY = bytes((i * 7 + 13) & 255 for i in range(256))
 * CHANNELS = 1000000000000
 *
 * def make(name, page, statements, wal=False):
 *     db = sqlite3.connect(name, isolation_level=None)
 *     db.execute("pragma page_size=%d" % page)
 *     if wal:
 *         db.execute("pragma journal_mode=wal")
 *     for sql, *args in statements:
 *         db.execute(sql, *args)
 *     db.close()
 *
 * def telethon(version, rows, end=" without rowid"):
 *     yield "create table version (version integer primary key)" + end,
 *     yield "create table sessions (dc_id integer primary key, server_address text, port integer, auth_key blob)" + end,
 *     yield ("create table entities (id integer primary key, hash integer not null, username text, phone integer,"
 *            " name text)" + end),
 *     if version > 1:
 *         yield ("create table sent_files (md5_digest blob, file_size integer, type integer, id integer, hash integer,"
 *                " primary key(md5_digest, file_size, type))" + end),
 *     if version > 3:
 *         yield "alter table sessions add column takeout_id integer",
 *     if version > 4:
 *         yield "create table update_state (id integer primary key, pts integer, qts integer, date integer, seq integer)" + end,
 *     if version > 6:
 *         yield "alter table entities add column date integer",
 *     yield "insert into version values (?)", (version,)
 *     yield ("insert into sessions (dc_id, server_address, port, auth_key) values (?, ?, ?, ?)",
 *            (4, "149.154.167.92", 443, KEY))
 *     for n in range(1, rows + 1):
 *         yield ("insert into entities (id, hash, username, phone, name) values (?, ?, ?, ?, ?)",
 *                (n if n % 3 else -CHANNELS - n, n * -7777777777777, "name%d" % n, 49170000000 + n, "Näme %d" % n))
 *     if version > 6:
 *         yield "insert into entities (id, hash, name) values (0, 5000000001, 'self')",
 *
 * def pyrogram(version, rows):
 *     api = "api_id INTEGER, " if version > 2 else ""
 *     yield ("CREATE TABLE sessions (dc_id INTEGER PRIMARY KEY, " + api + "test_mode INTEGER, auth_key BLOB,"
 *            " date INTEGER NOT NULL, user_id INTEGER, is_bot INTEGER)"),
 *     yield ("CREATE TABLE peers (id INTEGER PRIMARY KEY, access_hash INTEGER, type TEXT NOT NULL, username TEXT,"
 *            " phone_number TEXT, last_update_on INTEGER NOT NULL DEFAULT (CAST(STRFTIME('%s', 'now') AS INTEGER)))"),
 *     yield "CREATE TABLE version (number INTEGER PRIMARY KEY)",
 *     yield "CREATE INDEX idx_peers_username ON peers (username)",
 *     yield "INSERT INTO version VALUES (?)", (version,)
 *     columns = "dc_id, test_mode, auth_key, date, user_id, is_bot" + (", api_id" if version > 2 else "")
 *     yield ("INSERT INTO sessions (" + columns + ") VALUES (2, 0, ?, 0, 5000000002, 1"
 *            + (", 12345" if version > 2 else "") + ")", (KEY,))
 *     for n in range(1, rows + 1):
 *         yield ("INSERT INTO peers VALUES (?, ?, ?, ?, ?, 0)",
 *                (n if n % 2 else -CHANNELS - n, n * 13, "user" if n % 2 else "channel", "peer%d" % n, None))
 *
 * def kurigram(version, old=False):
 *     # version 7 as it is made; old: begun as Pyrogram's version 3, and brought up to version 7
 *     end = "" if old else "server_address TEXT, port INTEGER, "
 *     yield ("CREATE TABLE sessions (dc_id INTEGER PRIMARY KEY, " + end + "api_id INTEGER, test_mode INTEGER, auth_key BLOB,"
 *            " date INTEGER NOT NULL, user_id INTEGER, is_bot INTEGER)"),
 *     yield ("CREATE TABLE peers (id INTEGER PRIMARY KEY, access_hash INTEGER, type INTEGER NOT NULL,"
 *            + (" username TEXT," if old else "") + " phone_number TEXT,"
 *            " last_update_on INTEGER NOT NULL DEFAULT (CAST(STRFTIME('%s', 'now') AS INTEGER)))"),
 *     yield "CREATE TABLE usernames (id INTEGER, username TEXT, FOREIGN KEY (id) REFERENCES peers(id))",
 *     if version > 4:
 *         yield "CREATE TABLE update_state (id INTEGER PRIMARY KEY, pts INTEGER, qts INTEGER, date INTEGER, seq INTEGER)",
 *     yield "CREATE TABLE version (number INTEGER PRIMARY KEY)",
 *     yield "CREATE INDEX idx_usernames_username ON usernames (username)",
 *     if old and version > 6:
 *         yield "ALTER TABLE sessions ADD server_address TEXT",
 *         yield "ALTER TABLE sessions ADD port INTEGER",
 *     yield "INSERT INTO version VALUES (?)", (version,)
 *     yield ("INSERT INTO sessions (dc_id, api_id, test_mode, auth_key, date, user_id, is_bot)"
 *            " VALUES (2, 12345, 0, ?, 0, 5000000002, 0)"), (KEY,)
 *     if version > 6:
 *         yield "UPDATE sessions SET server_address = '149.154.167.51', port = 443",
 *     for row in (5218794207, -11, "user"), (-1002231373411, 22, "channel"), (-5550001, 0, "group"):
 *         yield "INSERT INTO peers (id, access_hash, type) VALUES (?, ?, ?)", row
 *     for row in (5218794207, None), (5218794207, "alice"), (5218794207, "alice_two"), (-1002231373411, "news"):
 *         yield "INSERT INTO usernames VALUES (?, ?)", row
 *     if old:
 *         yield "INSERT INTO peers (id, access_hash, type, username) VALUES (77, 33, 'user', 'since_version_3')",
 *         yield "UPDATE peers SET username = 'old_name' WHERE id = -1002231373411",
 *
 * def pyrofork():
 *     yield from pyrogram(3, 2)
 *     yield "CREATE TABLE update_state (id INTEGER PRIMARY KEY, pts INTEGER, qts INTEGER, date INTEGER, seq INTEGER)",
 *     yield ("CREATE TABLE IF NOT EXISTS usernames (id TEXT PRIMARY KEY, peer_id INTEGER NOT NULL,"
 *            " last_update_on INTEGER NOT NULL DEFAULT (CAST(STRFTIME('%s', 'now') AS INTEGER)))"),
 *     yield "UPDATE version SET number = 4",
 *     yield "INSERT INTO peers VALUES (3, 39, 'user', NULL, NULL, 0)",
 *     for row in ("zoe", 3), ("adam", 3), ("other", 1), ("peer1", 1):
 *         yield "REPLACE INTO usernames (id, peer_id) VALUES (?, ?)", row
 *
 * def second(user=True):
 *     yield "create table version (version integer primary key)",
 *     yield "create table datacenter (id integer primary key, ipv4_addr text, ipv6_addr text, auth blob)",
 *     yield "create table user (id integer primary key, dc integer not null, bot integer not null, username text)",
 *     yield "create table state (pts integer not null, qts integer not null, date integer not null, seq integer not null)",
 *     yield "create table channelstate (id integer primary key, pts integer not null)",
 *     yield "insert into version values (10)",
 *     if user:
 *         yield "insert into datacenter values (1, '149.154.175.53:443', null, ?)", (bytes(reversed(KEY)),)
 *         yield "insert into user values (5000000001, 4, 1, 'bot')",
 *     yield "insert into datacenter values (4, '149.154.167.91:443', '(2001:67c:4e8:f004::a):443', ?)", (KEY,)
 *     yield "insert into datacenter values (5, '91.108.56.130:443', null, null)",
 *
 * for v in range(1, 8):
 *     make("telethon-%d.session" % v, 512, telethon(v, 5))
 * make("telethon-long.session", 512, telethon(7, 300))
 * make("telethon-rowid.session", 4096, telethon(3, 60, ""))
 * make("telethon-empty.session", 512, [s for s in telethon(7, 0) if not s[0].startswith("insert into sessions")])
 * make("pyrogram-1.session", 512, pyrogram(1, 4))
 * make("pyrogram-3.session", 1024, pyrogram(3, 200))
 * make("pyrogram-wal.session", 512, pyrogram(3, 4), wal=True)
 * for v in range(4, 8):
 *     make("kurigram-%d.session" % v, 512, kurigram(v))
 * make("kurigram-old.session", 512, kurigram(7, old=True))
 * make("pyrofork-4.session", 512, pyrofork())
 * make("telethon-10.session", 512, second())
 * make("telethon-10-unasked.session", 512, second(user=False))
 */
class SqliteSessionTest {

    private static FoundSession golden(String name) throws SessionFormatException {
        FoundSession found = SessionReader.ofBytes(Vectors.golden(name), false, new byte[0]);
        assertThat(found.material().authKey()).isEqualTo(Vectors.KEY);
        return found;
    }

    private static KnownPeer telethonPeer(int n) {
        return new KnownPeer(
                n % 3 == 0 ? -1_000_000_000_000L - n : n,
                n * -7_777_777_777_777L,
                "name" + n,
                Long.toString(49_170_000_000L + n),
                "Näme " + n);
    }

    @Nested
    class Telethon {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
        void files_of_each_version_are_read(int version) throws Exception {
            FoundSession found = golden("telethon-" + version + ".session");

            assertThat(found.format()).isEqualTo(SessionFormat.TELETHON_FILE);
            assertThat(found.material().dc()).isEqualTo(4);
            assertThat(found.material().address()).isEqualTo(new DcAddress("149.154.167.92", 443));
            assertThat(found.peers())
                    .containsExactlyInAnyOrder(
                            telethonPeer(1), telethonPeer(2), telethonPeer(3), telethonPeer(4), telethonPeer(5));
        }

        @Test
        void a_file_that_knows_the_account_itself_tells_the_user_id() throws Exception {
            assertThat(golden("telethon-7.session").material().userId()).isEqualTo(Vectors.USER);
            assertThat(golden("telethon-6.session").material().userId()).isNull();
        }

        @Test
        void a_tree_of_pages_is_read_in_full() throws Exception {
            FoundSession found = golden("telethon-long.session");

            assertThat(found.peers()).hasSize(300).contains(telethonPeer(150), telethonPeer(299));
        }

        @Test
        void tables_with_row_ids_are_read_too() throws Exception {
            FoundSession found = golden("telethon-rowid.session");

            assertThat(found.peers()).hasSize(60).contains(telethonPeer(59), telethonPeer(60));
        }

        @Test
        void a_file_without_a_key_says_that_nobody_is_signed_in() {
            assertThatThrownBy(() -> golden("telethon-empty.session"))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("nobody is signed in");
        }
    }

    @Nested
    class Pyrogram {
        @Test
        void files_of_version_3_are_read() throws Exception {
            FoundSession found = golden("pyrogram-3.session");

            assertThat(found.format()).isEqualTo(SessionFormat.PYROGRAM_FILE);
            assertThat(found.material())
                    .isEqualTo(SessionMaterial.of(2, false, Vectors.KEY)
                            .withUserId(5_000_000_002L)
                            .withBot(true)
                            .withApiId(12345));
            assertThat(found.peers())
                    .hasSize(200)
                    .contains(
                            new KnownPeer(199, 199 * 13, "peer199", null, null),
                            new KnownPeer(-1_000_000_000_200L, 200 * 13, "peer200", null, null));
        }

        @Test
        void old_files_lack_the_api_id() throws Exception {
            FoundSession found = golden("pyrogram-1.session");

            assertThat(found.material().apiId()).isNull();
            assertThat(found.material().userId()).isEqualTo(5_000_000_002L);
            assertThat(found.peers()).hasSize(4);
        }
    }

    @Nested
    class Forks {
        @ParameterizedTest
        @ValueSource(ints = {4, 5, 6, 7})
        void names_in_a_table_of_their_own_belong_to_their_ids_and_the_first_of_several_counts(int version)
                throws Exception {
            FoundSession found = golden("kurigram-" + version + ".session");

            assertThat(found.format()).isEqualTo(SessionFormat.PYROGRAM_FILE);
            assertThat(found.material().bot()).isFalse();
            assertThat(found.material().apiId()).isEqualTo(12345);
            assertThat(found.material().address()).isEqualTo(version < 7 ? null : new DcAddress("149.154.167.51", 443));
            assertThat(found.peers())
                    .containsExactlyInAnyOrder(
                            new KnownPeer(5_218_794_207L, -11, "alice", null, null),
                            new KnownPeer(-1_002_231_373_411L, 22, "news", null, null),
                            new KnownPeer(-5_550_001, 0, null, null, null));
        }

        @Test
        void names_that_a_file_has_from_before_that_table_stay_unless_it_knows_better() throws Exception {
            FoundSession found = golden("kurigram-old.session");

            assertThat(found.material().address()).isEqualTo(new DcAddress("149.154.167.51", 443));
            assertThat(found.peers())
                    .contains(
                            new KnownPeer(77, 33, "since_version_3", null, null),
                            new KnownPeer(-1_002_231_373_411L, 22, "news", null, null),
                            new KnownPeer(5_218_794_207L, -11, "alice", null, null));
        }

        @Test
        void names_in_a_table_beside_those_of_the_rows_come_after_them() throws Exception {
            FoundSession found = golden("pyrofork-4.session");

            assertThat(found.peers())
                    .containsExactlyInAnyOrder(
                            new KnownPeer(1, 13, "peer1", null, null),
                            new KnownPeer(-1_000_000_000_002L, 26, "peer2", null, null),
                            new KnownPeer(3, 39, "zoe", null, null));
        }
    }

    @Nested
    class SecondTelethon {
        @Test
        void files_tell_the_account_and_the_key_of_its_data_centre() throws Exception {
            FoundSession found = golden("telethon-10.session");

            assertThat(found.format()).isEqualTo(SessionFormat.TELETHON_FILE);
            assertThat(found.material())
                    .isEqualTo(SessionMaterial.of(4, false, Vectors.KEY)
                            .withAddress(new DcAddress("149.154.167.91", 443))
                            .withUserId(Vectors.USER)
                            .withBot(true));
            assertThat(found.peers()).isEmpty();
        }

        @Test
        void files_that_were_never_asked_whose_they_are_have_one_key() throws Exception {
            SessionMaterial session = golden("telethon-10-unasked.session").material();

            assertThat(session.dc()).isEqualTo(4);
            assertThat(session.userId()).isNull();
            assertThat(session.bot()).isNull();
        }
    }

    @Nested
    class Journals {
        @TempDir
        private Path folder;

        private Path file() throws Exception {
            return Files.write(folder.resolve("a.session"), Vectors.golden("pyrogram-wal.session"));
        }

        @Test
        void a_log_that_was_written_back_is_no_matter() throws Exception {
            Path file = file();
            Files.createFile(folder.resolve("a.session-wal"));

            assertThat(SessionReader.ofPath(file).format()).isEqualTo(SessionFormat.PYROGRAM_FILE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"-wal", "-journal"})
        void one_with_changes_means_that_the_file_is_in_use(String suffix) throws Exception {
            Path file = file();
            Files.write(folder.resolve("a.session" + suffix), new byte[] {1});

            assertThatThrownBy(() -> SessionReader.ofPath(file))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("a.session" + suffix);
        }
    }

    @Nested
    class Damage {
        @Test
        void cutting_anywhere_is_noticed() {
            byte[] file = Vectors.golden("telethon-7.session");
            for (int length = 0; length < file.length; length++) {
                byte[] cut = Arrays.copyOf(file, length);
                assertThatThrownBy(() -> SessionReader.ofBytes(cut, false, new byte[0]))
                        .isInstanceOf(SessionFormatException.class);
            }
        }

        @Test
        void a_page_that_names_itself_is_noticed() {
            byte[] file = Vectors.golden("telethon-long.session");
            int changed = 0;
            for (int page = 512; page < file.length; page += 512) {
                if (file[page] == 2) {
                    // the pointer to the rightmost child, in a page of a tree
                    file[page + 8] = 0;
                    file[page + 9] = 0;
                    file[page + 10] = 0;
                    file[page + 11] = (byte) (page / 512 + 1);
                    changed++;
                }
            }

            assertThat(changed).isPositive();
            assertThatThrownBy(() -> SessionReader.ofBytes(file, false, new byte[0]))
                    .hasMessageContaining("part of itself");
        }

        @Test
        void a_table_that_is_many_times_the_same_row_is_noticed() {
            byte[] file = Vectors.golden("telethon-rowid.session");
            for (int page = 4096; page < file.length; page += 4096) {
                int cells = (file[page + 3] & 255) << 8 | file[page + 4] & 255;
                if (file[page] == 13 && cells > 50) {
                    ByteBuffer table = ByteBuffer.wrap(file);
                    short first = table.getShort(page + 8);
                    for (int cell = 1; cell < cells; cell++) {
                        first = (short) Math.max(first, table.getShort(page + 8 + 2 * cell));
                    }
                    table.putShort(page + 3, (short) 1500);
                    for (int cell = 0; cell < 1500; cell++) {
                        table.putShort(page + 8 + 2 * cell, first);
                    }
                }
            }

            assertThatThrownBy(() -> SessionReader.ofBytes(file, false, new byte[0]))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("longer than the file");
        }

        @Test
        void a_database_of_something_else_is_named_as_such() {
            byte[] file = Vectors.golden("telethon-7.session");
            String text = new String(file, StandardCharsets.ISO_8859_1).replace("sessions", "cessions");

            assertThatThrownBy(
                            () -> SessionReader.ofBytes(text.getBytes(StandardCharsets.ISO_8859_1), false, new byte[0]))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("neither Telethon's nor Pyrogram's");
        }
    }

    @Nested
    class Columns {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "CREATE TABLE t (a INTEGER PRIMARY KEY, b text, c)",
                    "create table \"t\" (\n\"a\" integer  primary\n key, -- a, comment (\n [b] varchar(10, 2), `c` blob)",
                    "create table t(a integer primary key,b text default (x(',')),c /* d, */, unique(b, c))"
                })
        void are_found_in_what_made_the_table(String sql) throws Exception {
            SqliteColumns columns = SqliteColumns.parse(sql);

            assertThat(columns.names()).containsExactly("a", "b", "c");
            assertThat(columns.rowIdColumn()).isZero();
            assertThat(columns.keyed()).isFalse();
        }

        @Test
        void of_the_key_come_first_where_there_are_no_row_ids() throws Exception {
            SqliteColumns columns =
                    SqliteColumns.parse("create table t (a, b integer, c, primary key(c, b)) without rowid");

            assertThat(columns.names()).containsExactly("c", "b", "a");
            assertThat(columns.keyed()).isTrue();
        }

        @Test
        void a_key_that_is_not_an_integer_is_no_row_id() throws Exception {
            assertThat(SqliteColumns.parse("create table t (a int primary key)").rowIdColumn())
                    .isEqualTo(-1);
        }
    }
}
