// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.FailureException;
import dev.heliograph.simulator.mtproto.LoopbackUser;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.time.SystemTimeline;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.session.SessionReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out by command, with TDLib itself over the simulated Telegram. */
@Tag("native")
class SessionLoginTest {
    private static final Path ORIGINAL = Path.of(System.getProperty("heliograph.tdlib"));

    private final SessionLoginCommand login = new SessionLoginCommand();
    private final SessionLogoutCommand logout = new SessionLogoutCommand();
    private final SessionImportCommand importing = new SessionImportCommand();
    private final SessionExportCommand exporting = new SessionExportCommand();
    private final SessionListCommand listing = new SessionListCommand();

    @TempDir
    Path folder;

    private SystemTimeline time;
    private TelegramLoopback telegram;
    private Desk desk;

    @BeforeEach
    void start() {
        time = SystemTimeline.start();
        telegram = TelegramLoopback.start(time.context("telegram"));
        desk = new Desk(time.context("desk"));
        environment();
    }

    @AfterEach
    void stop() {
        telegram.close();
        time.close();
    }

    private void environment(String... more) {
        desk.at(
                folder.resolve("config"),
                Stream.concat(Stream.of("TELEGRAM_API_ID", "1", "TELEGRAM_API_HASH", "h"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private String[] options(String name, String... more) {
        return Stream.concat(
                        Stream.of(
                                "=" + name,
                                "dir=" + folder.resolve("sessions"),
                                "library=" + PatchedLibrary.of(ORIGINAL, ORIGINAL.resolveSibling("patched")),
                                "proxy=socks5://127.0.0.1:" + telegram.socksPort()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private Map<String, Object> signIn(String name, String... more) {
        return desk.run(login, login::run, options(name, more));
    }

    private void type(String lines) {
        desk.input(lines.getBytes(StandardCharsets.UTF_8));
    }

    private List<?> listed() {
        return (List<?>) desk.run(listing, listing::run, "dir=" + folder.resolve("sessions"))
                .get("sessions");
    }

    private Map<String, Object> row(int index) {
        return ((Report) listed().get(index)).fields();
    }

    @Nested
    class In_the_state {
        @Test
        void a_bot_signs_in_on_one_machine_and_out_on_another() {
            desk.state(true);
            environment("TELEGRAM_BOT_TOKEN", "4243:secret");
            assertThat(signIn("news", "vault=state")).containsEntry("user id", 4243L);
            assertThat(listed()).isEmpty();
            String[] elsewhere = {"vault=state", "yes=true", "dir=" + folder.resolve("elsewhere")};

            assertThat(desk.run(logout, logout::run, options("news", elsewhere)))
                    .containsEntry("signed out", true);
            assertThat(telegram.calls("auth.importBotAuthorization")).isEqualTo(1);
            assertThat(desk.state().vault().list().toCompletableFuture().join().orThrow())
                    .isEmpty();
            assertThat(desk.owned()).containsExactly("+news", "-news", "+news", "-news");
            assertThat(folder.resolve("elsewhere"))
                    .isDirectoryNotContaining(
                            path -> path.getFileName().toString().startsWith("news"));
            telegram.verify();
        }

        @Test
        void a_user_lets_a_second_session_in() {
            desk.state(true);
            telegram.addUser("+15550009");
            type("12345\n");
            signIn("first", "vault=state", "phone=+15550009");
            Map<String, Object> second = signIn("second", "vault=state", "approve-with=first");

            assertThat(second.get("user id")).isNotNull();
            assertThat(desk.owned()).containsExactly("+first", "-first", "+second", "+first", "-first", "-second");
        }

        @Test
        void a_sign_in_that_fails_leaves_nothing() {
            desk.state(true);
            telegram.admitUnknownBots(false);
            environment("TELEGRAM_BOT_TOKEN", "4244:secret");

            assertThatThrownBy(() -> signIn("news", "vault=state")).isInstanceOf(FailureException.class);
            assertThat(desk.state().vault().list().toCompletableFuture().join().orThrow())
                    .isEmpty();
            assertThat(folder.resolve("sessions"))
                    .isDirectoryNotContaining(
                            path -> path.getFileName().toString().startsWith("news"));
        }
    }

    @Nested
    class An_interruption {
        private final CountDownLatch over = new CountDownLatch(1);

        @AfterEach
        void let_the_reader_go() {
            over.countDown();
        }

        /** A person who sits and thinks once these lines are typed. */
        private void typeAndThink(String lines) {
            InputStream thinking = new InputStream() {
                @Override
                public int read() {
                    try {
                        over.await();
                    } catch (InterruptedException ending) {
                        Thread.currentThread().interrupt();
                    }
                    return -1;
                }
            };
            desk.input(new SequenceInputStream(
                    new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), thinking));
        }

        private void leavesNothing(String at, String... more) throws IOException {
            desk.interruptAt(at);

            assertThat(desk.code(login, login::run, options("desk", more))).isEqualTo(CommandProvider.INTERRUPTED);
            assertThat(desk.told())
                    .last()
                    .isEqualTo("heliograph: session login: interrupted: nobody was signed in or out");
            assertThat(listed()).isEmpty();
            assertThat(folder.resolve("sessions"))
                    .isDirectoryNotContaining(
                            path -> path.getFileName().toString().startsWith("desk"));
        }

        @Test
        void at_the_number_leaves_nothing() throws IOException {
            typeAndThink("");
            leavesNothing("Phone number");
        }

        @Test
        void at_the_code_leaves_nothing() throws IOException {
            long unused = telegram.addUser("15550001");
            typeAndThink("");
            leavesNothing("Code", "phone=+15550001");
        }

        @Test
        void at_the_password_leaves_nothing() throws IOException {
            long unused = telegram.addUser(LoopbackUser.of("15550001").withPassword("open sesame", "a door"));
            typeAndThink(LoopbackUser.CODE + "\n");
            leavesNothing("Password", "phone=+15550001");
        }

        @Test
        void at_the_picture_leaves_nothing() throws IOException {
            leavesNothing("Scan this", "qr=true");
        }

        @Test
        void of_a_session_that_was_there_leaves_it() {
            environment("TELEGRAM_BOT_TOKEN", "4242:secret");
            signIn("news");
            desk.interruptAt("").tell("now");

            assertThat(desk.code(login, login::run, options("news"))).isEqualTo(CommandProvider.INTERRUPTED);
            assertThat(row(0)).containsEntry("state", "signed in");
        }

        @Test
        void of_an_import_that_asks_leaves_nothing() throws IOException {
            desk.interruptAt("").tell("now");
            Path string = Files.writeString(folder.resolve("telethon.txt"), Desk.TELETHON);

            assertThat(desk.code(importing, importing::run, options("desk", "from=" + string)))
                    .isEqualTo(CommandProvider.INTERRUPTED);
            assertThat(desk.told()).last().asString().startsWith("heliograph: session import: interrupted");
            assertThat(listed()).isEmpty();
            assertThat(folder.resolve("sessions"))
                    .satisfiesAnyOf(
                            path -> assertThat(path).doesNotExist(),
                            path -> assertThat(path).isEmptyDirectory());
        }
    }

    @Nested
    class A_bot {
        @Test
        void signs_in_by_the_token_of_the_environment() {
            environment("TELEGRAM_BOT_TOKEN", "4242:secret");

            assertThat(signIn("news")).containsEntry("user id", 4242L).containsEntry("bot", true);
            assertThat(row(0))
                    .containsEntry("state", "signed in")
                    .containsEntry("user id", 4242L)
                    .containsEntry("origin", "signed in here");
            assertThat(row(0).get("last used")).isNotNull();
            telegram.verify();
        }

        @Test
        void is_signed_out_and_deleted() {
            environment("TELEGRAM_BOT_TOKEN", "4242:secret");
            signIn("news");

            assertThat(desk.run(logout, logout::run, options("news", "yes=true")))
                    .containsEntry("signed out", true);
            assertThat(listed()).isEmpty();
            assertThat(folder.resolve("sessions").resolve("news.tdlib")).doesNotExist();
            assertThat(telegram.calls("auth.logOut")).isEqualTo(1);
        }

        @Test
        void is_not_signed_out_without_a_yes() {
            environment("TELEGRAM_BOT_TOKEN", "4242:secret");
            signIn("news");

            assertThat(desk.refusal(logout, logout::run, options("news"))).contains("--yes", "for good");
            assertThat(row(0)).containsEntry("state", "signed in");
        }
    }

    @Nested
    class A_user {
        @Test
        void signs_in_by_phone_code_and_password() {
            long id = telegram.addUser(LoopbackUser.of("15550001").withPassword("open sesame", "a door"));
            type("15550001\n" + LoopbackUser.CODE + "\nopen sesame\n");

            assertThat(signIn("desk")).containsEntry("user id", id).containsEntry("bot", false);
            assertThat(String.join("\n", desk.told())).contains("Phone number", "Code", "hint: a door");
        }

        @ParameterizedTest
        @ValueSource(strings = {"+1 (555) 000-1", "1 555 0001", " +1.555.00/01", "+1\u00a0555\u20110001"})
        void may_write_the_number_as_people_do(String number) {
            long id = telegram.addUser("15550001");
            type(number + "\n" + LoopbackUser.CODE + "\n");
            assertThat(signIn("typed")).containsEntry("user id", id);

            type(LoopbackUser.CODE + "\n");
            assertThat(signIn("named", "phone=" + number)).containsEntry("user id", id);
            assertThat(String.join("\n", desk.told())).contains("15****01 by").doesNotContain("15550001");
        }

        @Test
        void who_gives_up_leaves_nothing_behind() {
            long unused = telegram.addUser("15550001");
            type("15550001\n99999\n");

            assertThatThrownBy(() -> signIn("desk")).isInstanceOf(FailureException.class);
            assertThat(String.join("\n", desk.told())).contains("PHONE_CODE_INVALID");
            assertThat(listed()).isEmpty();
        }

        @Test
        void is_let_in_by_a_session_of_the_same_account() {
            long id = telegram.addUser("15550001");
            type(LoopbackUser.CODE + "\n");
            signIn("desk", "phone=15550001");

            assertThat(signIn("second", "approve-with=desk")).containsEntry("user id", id);
            assertThat(row(0).get("fingerprint")).isNotEqualTo(row(1).get("fingerprint"));
        }
    }

    @Nested
    class A_session_of_another_library {
        @ParameterizedTest
        @ValueSource(strings = {"telethon", "pyrogram"})
        void starts_signed_in_and_comes_back_byte_for_byte(String form) throws Exception {
            SessionMaterial session = SessionReader.ofText(Desk.TELETHON).material();
            long id = telegram.addUser("15550001");
            Object unused = telegram.importKey(2, Bytes.copyOf(session.authKey()), id, false);
            int keys = telegram.keys().all().size();
            Path source = folder.resolve("source.txt");
            Files.writeString(folder.resolve("telethon.txt"), Desk.TELETHON + "\n");
            desk.run(
                    new SessionConvertCommand(),
                    "from=" + folder.resolve("telethon.txt"),
                    "to=" + form,
                    "out=" + source,
                    "user-id=" + id,
                    "api-id=1");

            assertThat(desk.run(importing, importing::run, options("desk", "from=" + source)))
                    .containsEntry("user id", id)
                    .containsEntry("bot", false);
            assertThat(signIn("desk")).containsEntry("user id", id);
            assertThat(telegram.keys().all()).hasSize(keys);
            assertThat(telegram.calls("auth.sendCode")).isZero();
            Path out = folder.resolve("out.txt");
            desk.run(
                    exporting,
                    exporting::run,
                    "=desk",
                    "dir=" + folder.resolve("sessions"),
                    "to=" + form,
                    "out=" + out);

            assertThat(out).hasSameBinaryContentAs(source);
        }
    }
}
