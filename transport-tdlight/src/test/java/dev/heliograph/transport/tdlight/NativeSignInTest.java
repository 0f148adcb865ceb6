// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.simulator.mtproto.Front;
import dev.heliograph.simulator.mtproto.LoopbackUser;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.testkit.time.Clockwork;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way into an account, by TDLib itself at a Telegram of the test's own. */
@Tag("native")
class NativeSignInTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PHONE = "15550001";

    private final Clockwork clockwork = Clockwork.real(PATIENCE);
    private final TelegramLoopback telegram = TelegramLoopback.start(clockwork.context("telegram"));
    private final TdEngine engine = LoadedLibrary.engine(new FoundLibrary(PatchedTdlib.path(), "test"), false, 1);
    private final List<TdSession> sessions = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        sessions.forEach(session -> clockwork.await(session.close()));
        try {
            telegram.verify();
        } finally {
            telegram.close();
            clockwork.close();
        }
    }

    private ClientConfig.Builder config(String name) {
        return ClientConfig.named(name)
                .apiId(1)
                .apiHash("hash")
                // longer than TDLib tries to get at a database that is locked
                .timeout(Duration.ofSeconds(20))
                .proxy(new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", telegram.socksPort(), null, null));
    }

    private ClientConfig ann() {
        return config("ann").phone(PHONE).build();
    }

    private ClientConfig bot() {
        return config("bot").botToken("123456:secret").build();
    }

    private TdSession open(ClientConfig config) {
        return open(config, new byte[32]);
    }

    private TdSession open(ClientConfig config, byte[] key) {
        TdSession session = TdSession.of(
                engine,
                clockwork.context("test"),
                config,
                folder.resolve(config.sessionName() + ".tdlib"),
                key,
                false,
                line -> {});
        sessions.add(session);
        return session;
    }

    private Outcome<SelfInfo> signIn(TdSession session, String... answers) {
        return clockwork.await(session.signIn(PromptSheet.answering(answers), false));
    }

    private static Failure failure(Outcome<?> outcome) {
        Failure failure = outcome.failure();
        assertThat(failure).as("failure of " + outcome).isNotNull();
        return failure == null ? new Failure.Ambiguous("") : failure;
    }

    @Nested
    class Bots {
        @Test
        void sign_in_and_come_back_without_signing_in() {
            SelfInfo self = signIn(open(bot())).orThrow();
            assertThat(self.bot()).isTrue();
            assertThat(self.account().value()).isEqualTo(123_456);
            clockwork.await(sessions.get(0).close());
            assertThat(signIn(open(bot())).orThrow()).isEqualTo(self);
            assertThat(telegram.calls("auth.importBotAuthorization")).isEqualTo(1);
        }

        @Test
        void sign_in_where_they_live() {
            telegram.addBot("123456:secret", 4);
            assertThat(signIn(open(bot())).orThrow().bot()).isTrue();
        }

        @Test
        void sign_in_through_an_mtproto_proxy_that_wants_its_secret() {
            byte[] secret = new byte[16];
            Arrays.fill(secret, (byte) 0x5a);
            int port = telegram.open(0, Front.mtprotoProxy(Bytes.copyOf(secret)));
            ProxyConfig proxy = ProxyConfig.parse("mtproto://" + "5a".repeat(16) + "@127.0.0.1:" + port);
            ClientConfig bot =
                    config("bot").botToken("123456:secret").proxy(proxy).build();
            assertThat(signIn(open(bot)).orThrow().account().value()).isEqualTo(123_456);
        }

        @Test
        void sign_in_through_a_proxy_that_wants_a_password() {
            int port = telegram.open(0, Front.socks5("anna", "hush"));
            ProxyConfig proxy = ProxyConfig.parse("socks5://anna:hush@127.0.0.1:" + port);
            ClientConfig bot =
                    config("bot").botToken("123456:secret").proxy(proxy).build();
            assertThat(signIn(open(bot)).orThrow().account().value()).isEqualTo(123_456);
        }

        @Test
        void that_nobody_knows_are_rejected() {
            telegram.admitUnknownBots(false);
            Failure failure = failure(signIn(open(bot())));
            assertThat(failure).isInstanceOf(Failure.Rejected.class);
            assertThat(failure.reason()).isEqualTo("ACCESS_TOKEN_INVALID");
        }

        @Test
        void that_come_too_often_are_told_how_long_to_wait() {
            telegram.failNext("auth.importBotAuthorization", 420, "FLOOD_WAIT_77");
            assertThat(failure(signIn(open(bot()))))
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(77)));
        }
    }

    @Nested
    class Users {
        @Test
        void sign_in_by_a_code() {
            long id = telegram.addUser(LoopbackUser.of(PHONE).withUsername("ann_loop"));
            SelfInfo self = signIn(open(ann()), LoopbackUser.CODE).orThrow();
            assertThat(self.account().value()).isEqualTo(id);
            assertThat(self.bot()).isFalse();
            assertThat(self.username()).isEqualTo("ann_loop");
        }

        @Test
        void sign_in_where_they_live() {
            telegram.addUser(LoopbackUser.of(PHONE).withHomeDc(4));
            assertThat(signIn(open(ann()), LoopbackUser.CODE).isDone()).isTrue();
        }

        @Test
        void may_give_a_wrong_code() {
            telegram.addUser(PHONE);
            assertThat(signIn(open(ann()), "11111", LoopbackUser.CODE).isDone()).isTrue();
        }

        @Test
        void may_not_give_three_wrong_codes() {
            telegram.addUser(PHONE);
            Failure failure = failure(signIn(open(ann()), "11111", "22222", "33333", LoopbackUser.CODE));
            assertThat(failure.reason()).isEqualTo("PHONE_CODE_INVALID");
        }

        @Test
        void give_their_password_where_they_have_one() {
            telegram.addUser(LoopbackUser.of(PHONE).withPassword("open sesame", "forty thieves"));
            PromptSheet person = PromptSheet.answering(LoopbackUser.CODE, "wrong", "open sesame");
            assertThat(clockwork.await(open(ann()).signIn(person, false)).isDone())
                    .isTrue();
            assertThat(person.asked())
                    .containsSubsequence("password, hint forty thieves", "PASSWORD_HASH_INVALID, 2 left");
        }

        @Test
        void may_not_give_three_wrong_passwords() {
            telegram.addUser(LoopbackUser.of(PHONE).withPassword("open sesame", null));
            Failure failure = failure(signIn(open(ann()), LoopbackUser.CODE, "a", "b", "c", "open sesame"));
            assertThat(failure.reason()).isEqualTo("PASSWORD_HASH_INVALID");
        }

        @Test
        void get_their_code_by_mail_where_telegram_wants_it() {
            telegram.addUser(LoopbackUser.of(PHONE).withEmail("a***@example.org"));
            PromptSheet person = PromptSheet.answering(LoopbackUser.CODE);
            assertThat(clockwork.await(open(ann()).signIn(person, false)).isDone())
                    .isTrue();
            assertThat(person.asked()).allMatch(question -> question.contains("a***@example.org"));
        }

        @Test
        void who_are_banned_are_lost() {
            telegram.addUser(LoopbackUser.of(PHONE).banned());
            assertThat(failure(signIn(open(ann()), LoopbackUser.CODE)))
                    .isEqualTo(new Failure.SessionLost("PHONE_NUMBER_BANNED"));
        }

        @Test
        void who_have_no_account_get_none() {
            telegram.addUser(LoopbackUser.of(PHONE).unregistered());
            assertThat(failure(signIn(open(ann()), LoopbackUser.CODE)).reason()).startsWith("NOT_REGISTERED");
        }

        @Test
        void who_ask_for_too_many_codes_have_to_wait() {
            telegram.addUser(PHONE);
            telegram.failNext("auth.sendCode", 420, "FLOOD_WAIT_100");
            assertThat(failure(signIn(open(ann()), LoopbackUser.CODE)))
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(100)));
        }

        @Test
        void begin_anew_after_a_sign_in_that_was_broken_off() {
            telegram.addUser(PHONE);
            TdSession first = open(ann());
            PromptSheet person = PromptSheet.answering();
            CompletionStage<Outcome<SelfInfo>> unfinished = first.signIn(person, false);
            assertThat(clockwork.advanceUntil(() -> !person.open().isEmpty(), PATIENCE))
                    .isTrue();
            clockwork.await(first.close());
            assertThat(failure(clockwork.await(unfinished))).isInstanceOf(Failure.Unavailable.class);
            assertThat(signIn(open(ann()), LoopbackUser.CODE).isDone()).isTrue();
        }

        @Test
        void come_back_without_a_code() {
            telegram.addUser(PHONE);
            TdSession first = open(ann());
            SelfInfo self = signIn(first, LoopbackUser.CODE).orThrow();
            clockwork.await(first.close());
            assertThat(clockwork.await(open(ann()).signIn(null, false)).orThrow())
                    .isEqualTo(self);
        }
    }

    @Nested
    class Links {
        @Test
        void are_approved_by_a_session_of_the_account() {
            telegram.addUser(PHONE);
            TdSession old = open(ann());
            SelfInfo self = signIn(old, LoopbackUser.CODE).orThrow();
            PromptSheet person = PromptSheet.answering();
            CompletionStage<Outcome<SelfInfo>> fresh =
                    open(config("second").build()).signIn(person, true);
            clockwork.await(old.approve(clockwork.await(person.link()))).orThrow();
            assertThat(clockwork.await(fresh).orThrow()).isEqualTo(self);
        }

        @Test
        void do_not_spare_the_password() {
            telegram.addUser(LoopbackUser.of(PHONE).withPassword("open sesame", null));
            TdSession old = open(ann());
            signIn(old, LoopbackUser.CODE, "open sesame").orThrow();
            PromptSheet person = PromptSheet.answering("open sesame");
            CompletionStage<Outcome<SelfInfo>> fresh =
                    open(config("second").build()).signIn(person, true);
            clockwork.await(old.approve(clockwork.await(person.link()))).orThrow();
            assertThat(clockwork.await(fresh).isDone()).isTrue();
            assertThat(person.asked()).contains("password, hint ");
        }
    }

    @Nested
    class Databases {
        @Test
        void are_empty_after_a_log_out() {
            telegram.addUser(PHONE);
            TdSession session = open(ann());
            signIn(session, LoopbackUser.CODE).orThrow();
            assertThat(clockwork.await(session.logOut()).isDone()).isTrue();
            clockwork.await(session.close());
            assertThat(failure(clockwork.await(open(ann()).signIn(null, false))).reason())
                    .contains("LOGIN_NEEDED");
        }

        @Test
        void are_not_opened_with_another_key() {
            TdSession session = open(bot());
            signIn(session).orThrow();
            clockwork.await(session.close());
            byte[] other = new byte[32];
            other[0] = 1;
            Failure failure = failure(signIn(open(bot(), other)));
            assertThat(failure).isInstanceOf(Failure.Rejected.class);
            assertThat(failure.reason()).startsWith("WRONG_DATABASE_KEY").contains("bot.tdlib");
            assertThat(signIn(open(bot())).isDone()).isTrue();
        }

        @Test
        void are_not_opened_twice() {
            signIn(open(bot())).orThrow();
            Failure failure = failure(signIn(open(bot())));
            assertThat(failure).isInstanceOf(Failure.Rejected.class);
            assertThat(failure.reason()).startsWith("DATABASE_IN_USE").contains("bot.tdlib");
        }

        @Test
        void that_are_no_folders_are_named() throws IOException {
            Files.writeString(folder.resolve("bot.tdlib"), "not a folder");
            Failure failure = failure(signIn(open(bot())));
            assertThat(failure).isInstanceOf(Failure.Rejected.class);
            assertThat(failure.reason()).startsWith("DATABASE_UNUSABLE").contains("bot.tdlib");
        }

        @Test
        void that_are_damaged_end_in_a_sign_in_or_a_message() throws IOException {
            TdSession session = open(bot());
            signIn(session).orThrow();
            clockwork.await(session.close());
            Files.writeString(folder.resolve("bot.tdlib").resolve("td.binlog"), "damaged beyond repair".repeat(50));
            Outcome<SelfInfo> outcome = signIn(open(bot()));
            assertThat(outcome.isDone() || failure(outcome) instanceof Failure.Rejected)
                    .as("" + outcome)
                    .isTrue();
        }
    }

    @Nested
    class Servers {
        @Test
        void that_do_not_answer_are_not_waited_for_for_ever() {
            ClientConfig hasty =
                    bot().toBuilder().timeout(Duration.ofSeconds(1)).build();
            telegram.delay("bots.getBotCommands", Duration.ofMinutes(5));
            assertThat(failure(signIn(open(hasty)))).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void that_have_ended_the_session_are_believed() {
            TdSession session = open(bot());
            signIn(session).orThrow();
            clockwork.await(session.close());
            telegram.failNext("bots.getBotCommands", 401, "SESSION_REVOKED");
            assertThat(failure(signIn(open(bot())))).isInstanceOf(Failure.SessionLost.class);
        }
    }
}
