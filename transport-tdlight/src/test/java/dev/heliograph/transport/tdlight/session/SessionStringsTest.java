// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStringsTest {

    static Stream<String> strings() {
        return Stream.of(
                Vectors.telethon(),
                Vectors.telethonIpv6(),
                Vectors.pyrogram(),
                Vectors.pyrogramLongIds(),
                Vectors.pyrogramFirst(),
                Vectors.gramjs("149.154.167.51"),
                Vectors.gramjs("2001:67c:4e8:f002::a"),
                Vectors.mtcute(),
                Vectors.mtcuteWithMedia(),
                Vectors.mtkruto("2", new byte[0]),
                Vectors.mtkruto("2-test", new byte[0]));
    }

    private static SessionMaterial read(SessionFormat format, String text) throws SessionFormatException {
        FoundSession found = SessionReader.ofText(text);
        assertThat(found.format()).isEqualTo(format);
        assertThat(found.material().authKey()).isEqualTo(Vectors.KEY);
        return found.material();
    }

    private static String write(SessionMaterial session, SessionTarget target) throws SessionFormatException {
        return new String(SessionConverter.convert(session, target).content(), StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @MethodSource("strings")
    void a_mark_of_byte_order_before_a_string_is_no_part_of_it(String text) throws Exception {
        FoundSession plain = SessionReader.ofText(text);
        assertThat(SessionReader.ofText("\uFEFF" + text)).isEqualTo(plain);
        byte[] file = ("\uFEFF" + text + "\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(SessionReader.ofBytes(file, false, new byte[0])).isEqualTo(plain);
    }

    @Test
    void a_string_in_utf_16_is_named() {
        byte[] file = Vectors.telethon().getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> SessionReader.ofBytes(file, false, new byte[0]))
                .isInstanceOf(SessionFormatException.class)
                .hasMessageEndingWith("or is UTF-16; save it as UTF-8");
    }

    @Nested
    class Telethon {
        @Test
        void with_an_ipv4_address_comes_back_byte_for_byte() throws Exception {
            SessionMaterial session = read(SessionFormat.TELETHON, Vectors.telethon());

            assertThat(session.dc()).isEqualTo(2);
            assertThat(session.address()).isEqualTo(new DcAddress("149.154.167.51", 443));
            assertThat(session.userId()).isNull();
            assertThat(write(session, SessionTarget.TELETHON))
                    .isEqualTo(Vectors.telethon())
                    .hasSize(353);
        }

        @Test
        void with_an_ipv6_address_comes_back_byte_for_byte() throws Exception {
            SessionMaterial session = read(SessionFormat.TELETHON, Vectors.telethonIpv6());

            assertThat(session.address()).isEqualTo(new DcAddress("2001:67c:4e8:f004::a", 443));
            assertThat(write(session, SessionTarget.TELETHON))
                    .isEqualTo(Vectors.telethonIpv6())
                    .hasSize(369);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 6, 255})
        void of_a_data_centre_that_is_not_there_is_refused(int dc) {
            byte[] bytes = Vectors.telethonBytes();
            bytes[0] = (byte) dc;

            assertThatThrownBy(() -> SessionReader.ofText("1" + Vectors.python(bytes)))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("1 to 5");
        }

        @Test
        void without_a_port_is_refused() {
            byte[] bytes = ByteBuffer.wrap(Vectors.telethonBytes())
                    .putShort(5, (short) 0)
                    .array();

            assertThatThrownBy(() -> SessionReader.ofText("1" + Vectors.python(bytes)))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("port");
        }

        @Test
        void with_a_key_of_zeros_is_refused() {
            byte[] bytes = Arrays.copyOf(Arrays.copyOf(Vectors.telethonBytes(), 7), 263);

            assertThatThrownBy(() -> SessionReader.ofText("1" + Vectors.python(bytes)))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("all zeros");
        }
    }

    @Nested
    class Pyrogram {
        @Test
        void with_an_api_id_comes_back_byte_for_byte() throws Exception {
            SessionMaterial session = read(SessionFormat.PYROGRAM, Vectors.pyrogram());

            assertThat(session.apiId()).isEqualTo(12345);
            assertThat(session.userId()).isEqualTo(Vectors.USER);
            assertThat(session.bot()).isTrue();
            assertThat(session.test()).isFalse();
            assertThat(write(session, SessionTarget.PYROGRAM))
                    .isEqualTo(Vectors.pyrogram())
                    .hasSize(362);
        }

        @Test
        void with_long_ids_comes_back_byte_for_byte() throws Exception {
            SessionMaterial session = read(SessionFormat.PYROGRAM, Vectors.pyrogramLongIds());

            assertThat(session.test()).isTrue();
            assertThat(session.apiId()).isNull();
            assertThat(PyrogramString.write(session, PyrogramString.Form.LONG_IDS))
                    .isEqualTo(Vectors.pyrogramLongIds())
                    .hasSize(356);
        }

        @Test
        void of_the_first_form_comes_back_byte_for_byte() throws Exception {
            SessionMaterial session = read(SessionFormat.PYROGRAM, Vectors.pyrogramFirst());

            assertThat(session.userId()).isEqualTo(2_000_000_000L);
            assertThat(PyrogramString.write(session, PyrogramString.Form.FIRST))
                    .isEqualTo(Vectors.pyrogramFirst())
                    .hasSize(351);
        }

        @Test
        void with_padding_is_read_too() throws Exception {
            assertThat(SessionReader.ofText(Vectors.pyrogram() + "==").format()).isEqualTo(SessionFormat.PYROGRAM);
        }
    }

    @Nested
    class Gramjs {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1.1.1.1",
                    "149.154.167.51",
                    "149.154.175.100",
                    "2001:67c:4e8:f002::a",
                    "2001:0b28:f23d:f001:0000:0000:0000:000a",
                    "vesta.web.telegram.org"
                })
        void comes_back_byte_for_byte(String host) throws Exception {
            SessionMaterial session = read(SessionFormat.GRAMJS, Vectors.gramjs(host));

            assertThat(session.address()).isEqualTo(new DcAddress(host, 443));
            assertThat(write(session, SessionTarget.GRAMJS)).isEqualTo(Vectors.gramjs(host));
        }

        @Test
        void of_fourteen_letters_is_as_long_as_telethon_with_ipv6_and_told_apart() throws Exception {
            assertThat(Vectors.gramjs("149.154.167.51")).hasSameSizeAs(Vectors.telethonIpv6());
            assertThat(SessionReader.ofText(Vectors.gramjs("149.154.167.51")).format())
                    .isEqualTo(SessionFormat.GRAMJS);
        }

        @Test
        void has_no_room_for_a_port_that_it_reads_as_negative() throws Exception {
            SessionMaterial session =
                    SessionMaterial.of(2, false, Vectors.KEY).withAddress(new DcAddress("127.0.0.1", 40_000));

            assertThatThrownBy(() -> write(session, SessionTarget.GRAMJS))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("40000");
        }
    }

    @Nested
    class Mtcute {
        @Test
        void comes_back_byte_for_byte() throws Exception {
            SessionMaterial session = read(SessionFormat.MTCUTE, Vectors.mtcute());

            assertThat(session.userId()).isEqualTo(Vectors.USER);
            assertThat(session.bot()).isFalse();
            assertThat(session.address()).isEqualTo(new DcAddress("149.154.167.50", 443));
            assertThat(write(session, SessionTarget.MTCUTE)).isEqualTo(Vectors.mtcute());
        }

        @Test
        void with_a_data_centre_for_media_is_read() throws Exception {
            SessionMaterial session = read(SessionFormat.MTCUTE, Vectors.mtcuteWithMedia());

            assertThat(session.test()).isTrue();
            assertThat(session.userId()).isNull();
        }

        @Test
        void of_an_old_version_is_refused_with_the_way_out() {
            String old = "Ag" + Vectors.mtcute().substring(2);

            assertThatThrownBy(() -> SessionReader.ofText(old))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("version 2")
                    .hasMessageContaining("export it again");
        }
    }

    @Nested
    class Mtkruto {
        @ParameterizedTest
        @ValueSource(strings = {"2", "5", "3-test"})
        void comes_back_byte_for_byte(String dc) throws Exception {
            SessionMaterial session = read(SessionFormat.MTKRUTO, Vectors.mtkruto(dc, new byte[0]));

            assertThat(session.dc()).isEqualTo(dc.charAt(0) - '0');
            assertThat(session.test()).isEqualTo(dc.endsWith("test"));
            assertThat(write(session, SessionTarget.MTKRUTO)).isEqualTo(Vectors.mtkruto(dc, new byte[0]));
        }

        @Test
        void with_an_application_comes_back_byte_for_byte() throws Exception {
            String text = Vectors.mtkruto("2", new byte[] {57, 48, 0, 0});
            SessionMaterial session = read(SessionFormat.MTKRUTO, text);

            assertThat(session.apiId()).isEqualTo(12345);
            assertThat(MtkrutoString.write(session, MtkrutoString.Form.APPLICATION))
                    .isEqualTo(text);
        }

        @Test
        void with_an_account_comes_back_byte_for_byte() throws Exception {
            byte[] more = Vectors.bytes(out -> {
                out.writeInt(Integer.reverseBytes(12345));
                out.writeBoolean(true);
                out.writeLong(Long.reverseBytes(Vectors.USER));
            });
            SessionMaterial session = read(SessionFormat.MTKRUTO, Vectors.mtkruto("2", more));

            assertThat(session.userId()).isEqualTo(Vectors.USER);
            assertThat(session.bot()).isTrue();
            assertThat(MtkrutoString.write(session, MtkrutoString.Form.ACCOUNT)).isEqualTo(Vectors.mtkruto("2", more));
        }

        @Test
        void with_a_key_full_of_zeros_but_one_comes_back() throws Exception {
            byte[] key = new byte[256];
            key[255] = 1;
            SessionMaterial session = SessionMaterial.of(1, false, key);

            assertThat(SessionReader.ofText(write(session, SessionTarget.MTKRUTO))
                            .material())
                    .isEqualTo(session);
        }
    }

    @Nested
    class AsPeopleKeepThem {
        private static String wrapped(String text, String end) {
            return text.replaceAll("(.{64})", "$1" + end);
        }

        private void isRead(String string, String kept) throws Exception {
            assertThat(SessionReader.ofText(kept)).isEqualTo(SessionReader.ofText(string));
            byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);
            assertThat(SessionReader.ofBytes(bytes, false, new byte[0])).isEqualTo(SessionReader.ofText(string));
        }

        @ParameterizedTest
        @MethodSource("dev.heliograph.transport.tdlight.session.SessionStringsTest#strings")
        void quotes_around_do_not_count(String text) throws Exception {
            for (String quote : new String[] {"\"", "'", "`", "\"\"\"", "```\n"}) {
                isRead(text, quote + text + quote);
            }
            isRead(text, "\u201c" + text + "\u201d");
            isRead(text, "b'" + text + "'");
        }

        @ParameterizedTest
        @MethodSource("dev.heliograph.transport.tdlight.session.SessionStringsTest#strings")
        void line_breaks_and_blanks_inside_do_not_count(String text) throws Exception {
            for (String end : new String[] {"\n", "\r\n", "\r", " ", "\n    ", "\u00a0", "\u200b", "\\\n"}) {
                isRead(text, wrapped(text, end));
            }
            isRead(text, "\ufeff" + text + "\r\n");
            isRead(text, "(\n  \"" + wrapped(text, "\"\n  \"") + "\"\n)\n");
        }

        @ParameterizedTest
        @MethodSource("dev.heliograph.transport.tdlight.session.SessionStringsTest#strings")
        void a_name_before_it_does_not_count(String text) throws Exception {
            isRead(text, "SESSION=" + text);
            isRead(text, "SESSION = \"" + text + "\"\n");
            isRead(text, "  export TELEGRAM_SESSION='" + text + "'");
            isRead(text, "session: \"" + text + "\"");
            isRead(text, "SESSION: str = \"" + text + "\"");
            isRead(text, "const session = `" + text + "`;");
            isRead(text, "$env:SESSION = \"" + text + "\"");
            isRead(text, "\"session\": \"" + text + "\",");
            isRead(text, "\ufeffSESSION=" + text);
            isRead(text, "SESSION = \"\"\"\n" + wrapped(text, "\n") + "\"\"\"\nDEBUG = 1\n");
            isRead(text, "SESSION = (\n'" + wrapped(text, "'\n'") + "'\n)");
        }

        @ParameterizedTest
        @MethodSource("dev.heliograph.transport.tdlight.session.SessionStringsTest#strings")
        void it_is_found_among_other_names_and_comments(String text) throws Exception {
            isRead(
                    text,
                    "# of my.telegram.org\nAPI_ID=12345\nAPI_HASH = \"0123456789abcdef0123456789abcdef\"\n\n// kept\n"
                            + "SESSION=" + text + "\n; the end\nNAME='Bob''s'\nPROXY=\n\n");
            isRead(text, "SESSION=" + text + "\nPROXY=\n");
        }

        @Test
        void two_that_could_be_it_are_refused() {
            String both = "ONE=" + Vectors.telethon() + "\nTWO=" + Vectors.pyrogram();

            assertThatThrownBy(() -> SessionReader.ofText(both))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("2 values")
                    .hasMessageContaining("leave one");
        }

        @Test
        void a_text_without_end_is_refused_at_once() {
            assertThatThrownBy(() -> SessionReader.ofText("'\n".repeat(1 << 20)))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("no session of a known library");
        }
    }

    @Nested
    class Damage {
        @ParameterizedTest
        @MethodSource("dev.heliograph.transport.tdlight.session.SessionStringsTest#strings")
        void cutting_anywhere_is_noticed(String text) {
            for (int length = 0; length < text.length(); length++) {
                String cut = text.substring(0, length);
                boolean onlyPadding = text.substring(length).chars().allMatch(c -> c == '=');
                // a new string of Pyrogram cut to the length of an old one may pass for one: nothing but its length
                // tells
                boolean asOldPyrogram = text.length() <= 362 && (length == 351 || length == 356);
                if (!onlyPadding && !asOldPyrogram) {
                    assertThatThrownBy(() -> SessionReader.ofText(cut)).isInstanceOf(SessionFormatException.class);
                }
            }
        }

        @ParameterizedTest
        @MethodSource("dev.heliograph.transport.tdlight.session.SessionStringsTest#strings")
        void more_at_the_end_is_noticed(String text) {
            for (String more : new String[] {"A", "AA", "AAA", "AAAA", "AAAAAAAA", "===", "====", "!"}) {
                assertThatThrownBy(() -> SessionReader.ofText(text + more))
                        .as("with %s appended", more)
                        .isInstanceOf(SessionFormatException.class);
            }
        }

        @ParameterizedTest
        @MethodSource("dev.heliograph.transport.tdlight.session.SessionStringsTest#strings")
        void no_message_shows_the_string(String text) {
            for (int length = 30; length < 345; length++) {
                String cut = text.substring(0, length);
                assertThatThrownBy(() -> SessionReader.ofText(cut))
                        .message()
                        .doesNotContain(text.substring(1, 9))
                        .doesNotContain(text.substring(20, 28));
            }
        }

        @Test
        void blanks_around_do_not_count() throws Exception {
            assertThat(SessionReader.ofText(" \n" + Vectors.telethon() + "\r\n").format())
                    .isEqualTo(SessionFormat.TELETHON);
        }

        @Test
        void a_text_of_another_kind_is_told_what_was_expected() {
            assertThatThrownBy(() -> SessionReader.ofText("AAAAAAAAAAAA"))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageContaining("Telethon (353 or 369")
                    .hasMessageContaining("found 12 characters that hold 9 bytes");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "hunter2", "not a session at all", "SESSION=", "AAAAAAAAB", "\"\"", "1", "1BV"})
        void what_no_library_writes_is_called_so(String text) {
            assertThatThrownBy(() -> SessionReader.ofText(text))
                    .isInstanceOf(SessionFormatException.class)
                    .hasMessageStartingWith("no session of a known library: expected a session string of Telethon");
        }

        @Test
        void a_last_character_that_cannot_be_is_called_so() {
            String changed = Vectors.pyrogram().substring(0, 361) + "B";

            assertThatThrownBy(() -> SessionReader.ofText(changed))
                    .hasMessageStartingWith("no session of a known library")
                    .hasMessageContaining("found 362 characters, of which the last cannot be");
        }

        @Test
        void both_alphabets_at_once_are_refused() {
            String mixed = "+-" + Vectors.pyrogram().substring(2);

            assertThatThrownBy(() -> SessionReader.ofText(mixed)).hasMessageContaining("both alphabets");
        }
    }
}
