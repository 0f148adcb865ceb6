// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TdBinlogTest {

    private static Map<String, byte[]> pairs() {
        Map<String, byte[]> pairs = new LinkedHashMap<>();
        pairs.put("auth", Vectors.ascii("ok"));
        pairs.put("main_dc_id", Vectors.ascii("2"));
        pairs.put("auth2", Vectors.auth(1));
        pairs.put("my_id", Vectors.ascii("5000000001"));
        return pairs;
    }

    private static SessionMaterial read(byte[] log, boolean test) throws SessionFormatException {
        return TdBinlog.read(log, test, new byte[0]);
    }

    private static byte[] changed(String key, String value) {
        Map<String, byte[]> pairs = pairs();
        if (value == null) {
            pairs.remove(key);
        } else {
            pairs.put(key, Vectors.ascii(value));
        }
        return Vectors.binlog(pairs);
    }

    private static byte[] joined(byte[]... parts) {
        return Vectors.bytes(out -> {
            for (byte[] part : parts) {
                out.write(part);
            }
        });
    }

    @Nested
    class Writing {
        @Test
        void makes_the_file_that_was_made_by_hand() throws Exception {
            SessionMaterial session = SessionMaterial.of(2, false, Vectors.KEY).withUserId(Vectors.USER);
            ConvertedSession database = SessionConverter.convert(session, SessionTarget.TDLIB);

            assertThat(database.content()).isEqualTo(Vectors.binlog(pairs())).hasSize(460);
            assertThat(database.fileName()).isEqualTo("td.binlog");
        }

        @Test
        void marks_a_bot() throws Exception {
            SessionMaterial session = SessionMaterial.of(4, true, Vectors.KEY)
                    .withUserId(Vectors.USER)
                    .withBot(true);
            ConvertedSession database = SessionConverter.convert(session, SessionTarget.TDLIB);

            assertThat(database.fileName()).isEqualTo("td_test.binlog");
            assertThat(read(database.content(), true)).isEqualTo(session);
        }
    }

    @Nested
    class Reading {
        @Test
        void finds_the_session() throws Exception {
            SessionMaterial session = read(Vectors.binlog(pairs()), false);

            assertThat(session)
                    .isEqualTo(SessionMaterial.of(2, false, Vectors.KEY)
                            .withUserId(Vectors.USER)
                            .withBot(false));
        }

        @Test
        void takes_the_first_data_centre_where_none_is_named() throws Exception {
            Map<String, byte[]> pairs = pairs();
            pairs.remove("main_dc_id");
            pairs.put("auth1", Vectors.auth(5));

            assertThat(read(Vectors.binlog(pairs), false).dc()).isEqualTo(1);
        }

        @Test
        void lets_a_later_event_replace_the_one_of_its_id() throws Exception {
            byte[] log = joined(
                    changed("my_id", "7"),
                    Vectors.event(4, 0x4327, 1, Vectors.pair("my_id", Vectors.ascii("8"))),
                    Vectors.event(9, 0x500, 0, new byte[] {1, 2, 3, 4}));

            assertThat(read(log, false).userId()).isEqualTo(8);
        }

        @Test
        void forgets_what_was_erased() throws Exception {
            byte[] log = joined(Vectors.binlog(pairs()), Vectors.event(4, -2, 1, new byte[0]));

            assertThat(read(log, false).userId()).isNull();
        }

        @Test
        void refuses_a_database_of_which_nobody_is_signed_in() {
            assertThatThrownBy(() -> read(changed("auth", null), false)).hasMessageContaining("nobody");
            assertThatThrownBy(() -> read(changed("auth2", null), false)).hasMessageContaining("nobody");
            Map<String, byte[]> pairs = pairs();
            pairs.put("auth2", Vectors.auth(0));
            assertThatThrownBy(() -> read(Vectors.binlog(pairs), false)).hasMessageContaining("nobody");
        }

        @Test
        void refuses_a_key_that_is_not_the_one_of_its_id() {
            Map<String, byte[]> pairs = pairs();
            byte[] auth = Vectors.auth(1);
            auth[0]++;
            pairs.put("auth2", auth);

            assertThatThrownBy(() -> read(Vectors.binlog(pairs), false)).hasMessageContaining("damaged");
        }

        @Test
        void refuses_an_encryption_that_is_not_known() {
            byte[] log = Vectors.event(1, -3, 0, new byte[] {1, 0, 0, 0});

            assertThatThrownBy(() -> read(log, false))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("encrypted");
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "6", "12", "", "x"})
        void refuses_a_data_centre_that_is_not_there(String dc) {
            assertThatThrownBy(() -> read(changed("main_dc_id", dc), false)).isInstanceOf(SessionFormatException.class);
        }
    }

    /** Both files were written by TDLib 1.8.67, which had opened the file that was made by hand, with no connection. */
    @Nested
    class Encryption {
        private final SessionMaterial session = handMade();

        private static SessionMaterial handMade() {
            try {
                return read(Vectors.binlog(pairs()), false);
            } catch (SessionFormatException e) {
                throw new AssertionError(e);
            }
        }

        private static byte[] databaseKey() {
            byte[] key = new byte[32];
            for (int i = 0; i < 32; i++) {
                key[i] = (byte) (i + 1);
            }
            return key;
        }

        @Test
        void without_a_key_is_no_obstacle() throws Exception {
            assertThat(read(Vectors.golden("tdlib-1.8.67.binlog"), false)).isEqualTo(session);
        }

        @Test
        void opens_with_the_key() throws Exception {
            assertThat(TdBinlog.read(Vectors.golden("tdlib-1.8.67-keyed.binlog"), false, databaseKey()))
                    .isEqualTo(session);
        }

        @Test
        void asks_for_a_key_where_there_is_one() {
            assertThatThrownBy(() -> read(Vectors.golden("tdlib-1.8.67-keyed.binlog"), false))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("encrypted with a key of its own");
        }

        @Test
        void refuses_another_key() {
            byte[] key = databaseKey();
            key[31]++;

            assertThatThrownBy(() -> TdBinlog.read(Vectors.golden("tdlib-1.8.67-keyed.binlog"), false, key))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("another key");
        }

        @Test
        void does_not_hide_damage() {
            byte[] log = Vectors.golden("tdlib-1.8.67.binlog");
            log[log.length / 2]++;

            assertThatThrownBy(() -> read(log, false))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Nested
    class Damage {
        @Test
        void cutting_anywhere_is_noticed() {
            byte[] log = Vectors.binlog(pairs());
            for (int length = 0; length < log.length; length++) {
                byte[] cut = Arrays.copyOf(log, length);
                // without its last event the log is whole, and says less
                if (length != 408) {
                    assertThatThrownBy(() -> read(cut, false)).isInstanceOf(SessionFormatException.class);
                }
            }
        }

        @Test
        void each_bit_is_covered_by_a_checksum() {
            byte[] log = Vectors.binlog(pairs());
            for (int bit = 0; bit < 8 * log.length; bit++) {
                byte[] bad = log.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                assertThatThrownBy(() -> read(bad, false)).isInstanceOf(SessionFormatException.class);
            }
        }
    }

    @Nested
    class Folders {
        @TempDir
        private Path folder;

        @Test
        void hold_a_database() throws Exception {
            Files.write(folder.resolve("td.binlog"), Vectors.binlog(pairs()));

            FoundSession found = SessionReader.ofPath(folder);

            assertThat(found.format()).isEqualTo(SessionFormat.TDLIB);
            assertThat(found.material().test()).isFalse();
            assertThat(SessionReader.ofPath(folder.resolve("td.binlog")).material())
                    .isEqualTo(found.material());
        }

        @Test
        void hold_one_of_the_test_servers() throws Exception {
            Files.write(folder.resolve("td_test.binlog"), Vectors.binlog(pairs()));

            assertThat(SessionReader.ofPath(folder).material().test()).isTrue();
            assertThat(SessionReader.ofPath(folder.resolve("td_test.binlog"))
                            .material()
                            .test())
                    .isTrue();
        }

        @Test
        void with_two_databases_are_refused() throws Exception {
            Files.write(folder.resolve("td.binlog"), Vectors.binlog(pairs()));
            Files.write(folder.resolve("td_test.binlog"), Vectors.binlog(pairs()));

            assertThatThrownBy(() -> SessionReader.ofPath(folder)).hasMessageContaining("two TDLib databases");
        }

        @Test
        void without_one_are_refused() {
            assertThatThrownBy(() -> SessionReader.ofPath(folder)).hasMessageContaining("no td.binlog");
        }
    }
}
