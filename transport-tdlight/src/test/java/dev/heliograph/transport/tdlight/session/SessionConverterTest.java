// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionConverterTest {

    private static SessionMaterial full() throws SessionFormatException {
        return SessionMaterial.of(2, false, Vectors.KEY)
                .withAddress(new DcAddress("149.154.167.51", 443))
                .withUserId(Vectors.USER)
                .withBot(false)
                .withApiId(12345);
    }

    @Nested
    class Targets {
        @ParameterizedTest
        @EnumSource
        void keep_the_data_centre_and_the_key(SessionTarget target) throws Exception {
            ConvertedSession converted = SessionConverter.convert(full(), target);
            SessionMaterial again = SessionReader.ofBytes(converted.content(), false, new byte[0])
                    .material();

            assertThat(again.dc()).isEqualTo(2);
            assertThat(again.authKey()).isEqualTo(Vectors.KEY);
            assertThat(converted.toString()).doesNotContain(again.fingerprint());
        }

        @ParameterizedTest
        @EnumSource
        void have_a_word(SessionTarget target) {
            assertThat(SessionTarget.ofWord(target.word())).isEqualTo(target);
        }

        @Test
        void of_another_word_are_refused_with_the_list() {
            assertThatThrownBy(() -> SessionTarget.ofWord("tdata"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("telethon, pyrogram, gramjs, mtcute, mtkruto, tdlib");
        }
    }

    @Nested
    class Missing {
        @Test
        void facts_are_listed_for_the_form_that_wants_them() throws Exception {
            SessionMaterial session = SessionReader.ofText(Vectors.telethon()).material();

            assertThat(SessionConverter.missing(session, SessionTarget.TELETHON))
                    .isEmpty();
            assertThat(SessionConverter.missing(session, SessionTarget.MTCUTE)).isEmpty();
            assertThat(SessionConverter.missing(session, SessionTarget.TDLIB)).containsExactly(SessionFact.USER_ID);
            assertThat(SessionConverter.missing(session, SessionTarget.PYROGRAM))
                    .containsExactly(SessionFact.USER_ID, SessionFact.API_ID);
        }

        @Test
        void facts_are_told_when_it_is_tried_all_the_same() throws Exception {
            SessionMaterial session = SessionReader.ofText(Vectors.telethon()).material();

            assertThatThrownBy(() -> SessionConverter.convert(session, SessionTarget.PYROGRAM))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessage("to write pyrogram the session lacks: user id, API id");
        }

        @Test
        void addresses_come_from_the_table_with_a_note() throws Exception {
            ConvertedSession converted = SessionConverter.convert(full().withAddress(null), SessionTarget.TELETHON);

            assertThat(converted.content()).isEqualTo(Vectors.ascii(Vectors.telethon()));
            assertThat(converted.notes())
                    .containsExactly("the address 149.154.167.51:443 comes from the table of data centres");
        }

        @Test
        void addresses_of_test_servers_that_are_not_there_must_be_given() throws Exception {
            SessionMaterial session = SessionMaterial.of(5, true, Vectors.KEY);

            assertThat(SessionConverter.missing(session, SessionTarget.GRAMJS)).containsExactly(SessionFact.ADDRESS);
            assertThat(SessionConverter.missing(session, SessionTarget.MTKRUTO)).isEmpty();
        }

        @Test
        void a_host_name_gives_way_to_the_table_where_an_ip_address_is_wanted() throws Exception {
            SessionMaterial session = full().withAddress(new DcAddress("vesta.web.telegram.org", 443));

            assertThat(SessionConverter.convert(session, SessionTarget.TELETHON).content())
                    .isEqualTo(Vectors.ascii(Vectors.telethon()));
        }

        @Test
        void the_word_whether_it_is_a_bot_is_assumed_with_a_note() throws Exception {
            ConvertedSession converted = SessionConverter.convert(full().withBot(null), SessionTarget.TDLIB);

            assertThat(converted.notes()).anyMatch(note -> note.contains("not a bot"));
        }
    }

    @Nested
    class Paths {
        @TempDir
        private Path folder;

        @Test
        void with_a_string_are_read() throws Exception {
            Path file = Files.writeString(folder.resolve("a.txt"), Vectors.mtcute() + "\n", StandardCharsets.US_ASCII);

            assertThat(SessionReader.ofPath(file).format()).isEqualTo(SessionFormat.MTCUTE);
        }

        @Test
        void of_something_else_are_told_what_was_expected() throws Exception {
            Path file = Files.write(folder.resolve("a.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2});

            assertThatThrownBy(() -> SessionReader.ofPath(file))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("expected a session file of Telethon, Pyrogram or gotd")
                    .hasMessageContaining("7 bytes");
        }
    }
}
