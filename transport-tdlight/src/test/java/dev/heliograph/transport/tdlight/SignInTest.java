// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.testkit.time.Clockwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every way into an account, by the words of TDLib. */
class SignInTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CODE_INFO = "\"code_info\":{\"@type\":\"authenticationCodeInfo\","
            + "\"phone_number\":\"15550001\",\"type\":{\"@type\":\"authenticationCodeTypeTelegramMessage\",\"length\":5},"
            + "\"next_type\":{\"@type\":\"authenticationCodeTypeSms\",\"length\":5},\"timeout\":60}";
    private static final String PASSWORD = "\"password_hint\":\"pet\"";

    private final Clockwork clockwork = Clockwork.real(PATIENCE);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private @Nullable TdSession session;

    @AfterEach
    void close() {
        if (session != null) {
            clockwork.await(session.close());
        }
        clockwork.close();
    }

    private static ClientConfig.Builder user() {
        return ClientConfig.named("ann")
                .apiId(1)
                .apiHash("hash")
                .phone("15550001")
                .timeout(Duration.ofSeconds(5));
    }

    private static ClientConfig bot() {
        return ClientConfig.named("bot")
                .apiId(1)
                .apiHash("hash")
                .botToken("123456:ABC-DEF")
                .build();
    }

    private TdSession session(ScriptedEngine engine, ClientConfig config) {
        session = TdSession.of(
                engine, clockwork.context("test"), config, Path.of("x.tdlib"), new byte[32], false, told::add);
        return session;
    }

    private Outcome<SelfInfo> signIn(ScriptedEngine engine, @Nullable PromptSheet person) {
        return signIn(engine, person, false);
    }

    private Outcome<SelfInfo> signIn(ScriptedEngine engine, @Nullable PromptSheet person, boolean byLink) {
        return clockwork.await(session(engine, user().build()).signIn(person, byLink));
    }

    private static ScriptedTelegram askingForACode() {
        return ScriptedTelegram.ofUser().signedOut().leads("setAuthenticationPhoneNumber", "WaitCode", CODE_INFO);
    }

    private static Failure failure(Outcome<?> outcome) {
        Failure failure = outcome.failure();
        assertThat(failure).isNotNull();
        return failure == null ? new Failure.Ambiguous("") : failure;
    }

    @Nested
    class Opening {
        @Test
        void who_is_known_to_the_database_is_not_asked() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            SelfInfo self = signIn(engine, null).orThrow();
            assertThat(self.account().value()).isEqualTo(100);
            assertThat(self.username()).isEqualTo("ann");
            assertThat(self.bot()).isFalse();
        }

        @Test
        void the_proxy_comes_before_the_parameters_and_is_not_waited_for() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .on("addProxy", ScriptedTelegram::silence)
                    .engine();
            ProxyConfig proxy = new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", 1080, "u", "p");
            clockwork
                    .await(session(engine, user().proxy(proxy).build()).signIn(null, false))
                    .orThrow();
            assertThat(engine.types()).startsWith("addProxy");
            assertThat(engine.last("addProxy").at("/proxy/type/username").asString())
                    .isEqualTo("u");
        }

        @Test
        void without_a_proxy_none_of_earlier_days_is_used() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            signIn(engine, null).orThrow();
            assertThat(engine.types()).startsWith("disableProxy");
        }

        @Test
        void a_proxy_that_tdlib_refuses_ends_the_attempt() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .refuses("addProxy", 400, "Wrong proxy secret")
                    .on("setTdlibParameters", ScriptedTelegram::silence)
                    .instead("setTdlibParameters", ScriptedTelegram::silence)
                    .engine();
            ProxyConfig proxy = new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", 1080, null, null);
            Outcome<SelfInfo> outcome =
                    clockwork.await(session(engine, user().proxy(proxy).build()).signIn(null, false));
            assertThat(failure(outcome).reason()).contains("PROXY_REFUSED");
        }

        @Test
        void messages_are_not_kept_and_the_database_is_encrypted() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            signIn(engine, null).orThrow();
            assertThat(engine.last("setTdlibParameters")
                            .path("use_message_database")
                            .asBoolean())
                    .isFalse();
            assertThat(engine.last("setTdlibParameters")
                            .path("database_encryption_key")
                            .asString())
                    .hasSize(44);
        }

        @Test
        void the_application_the_device_and_the_language_are_those_of_the_session() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            ClientConfig config =
                    user().device("Desk", "Seven", "1.2").langCode("de").build();
            clockwork.await(session(engine, config).signIn(null, false)).orThrow();
            assertThat(Stream.of(
                                    "api_id",
                                    "api_hash",
                                    "device_model",
                                    "system_version",
                                    "application_version",
                                    "system_language_code",
                                    "use_test_dc")
                            .map(key ->
                                    engine.last("setTdlibParameters").path(key).asString()))
                    .containsExactly("1", "hash", "Desk", "Seven", "1.2", "de", "false");
        }

        @Test
        void a_disk_without_room_is_said_to_be_one() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead(
                            "setTdlibParameters",
                            (tdlib, client, request) ->
                                    tdlib.error(client, request, 400, "Can't write to file: No space left on device"))
                    .engine();
            assertThat(failure(signIn(engine, null)).reason())
                    .startsWith("DATABASE_UNUSABLE")
                    .contains("No space left", "the disk has room");
        }

        @Test
        void nobody_ever_appears_to_be_online() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            signIn(engine, null).orThrow();
            assertThat(engine.requests())
                    .noneMatch(request -> request.path("name").asString("").equals("online"));
        }

        @Test
        void a_wrong_database_key_names_the_folder() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead(
                            "setTdlibParameters",
                            (tdlib, client, request) ->
                                    tdlib.error(client, request, 401, "Wrong database encryption key"))
                    .engine();
            assertThat(failure(signIn(engine, null)))
                    .isInstanceOf(Failure.Rejected.class)
                    .extracting(Failure::reason)
                    .asString()
                    .startsWith("WRONG_DATABASE_KEY")
                    .contains("x.tdlib");
        }

        @Test
        void a_database_that_is_held_elsewhere_names_the_folder() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead(
                            "setTdlibParameters",
                            (tdlib, client, request) -> tdlib.error(
                                    client,
                                    request,
                                    400,
                                    "Can't lock file \"td.binlog\", because it is already in use"))
                    .engine();
            assertThat(failure(signIn(engine, null)).reason())
                    .startsWith("DATABASE_IN_USE")
                    .contains("x.tdlib");
        }

        @Test
        void ready_is_not_alive_until_the_server_answers() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead("getActiveSessions", ScriptedTelegram::silence)
                    .engine();
            ClientConfig hasty = user().timeout(Duration.ofMillis(200)).build();
            Outcome<SelfInfo> outcome = clockwork.await(session(engine, hasty).signIn(null, false));
            assertThat(failure(outcome)).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void a_proxy_that_leads_nowhere_is_named() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead(
                            "getActiveSessions",
                            (tdlib, client, request) -> tdlib.update(
                                    client,
                                    "{\"@type\":\"updateConnectionState\",\"state\":"
                                            + "{\"@type\":\"connectionStateConnectingToProxy\"}}"))
                    .engine();
            ProxyConfig proxy = new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", 1080, "u", "hush");
            ClientConfig hasty =
                    user().proxy(proxy).timeout(Duration.ofMillis(200)).build();
            Outcome<SelfInfo> outcome = clockwork.await(session(engine, hasty).signIn(null, false));
            assertThat(failure(outcome).reason())
                    .contains("no way to the proxy socks5://***@127.0.0.1:1080")
                    .doesNotContain("hush");
        }

        @Test
        void people_are_told_when_there_is_no_way_for_a_while() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead(
                            "getActiveSessions",
                            (tdlib, client, request) -> tdlib.update(
                                    client,
                                    "{\"@type\":\"updateConnectionState\",\"state\":"
                                            + "{\"@type\":\"connectionStateConnecting\"}}"))
                    .engine();
            ClientConfig hasty = user().timeout(Duration.ofMillis(600)).build();
            Outcome<SelfInfo> outcome = clockwork.await(session(engine, hasty).signIn(null, false));
            assertThat(failure(outcome).reason()).endsWith(": there is no way to Telegram");
            assertThat(told).containsExactly("No connection to Telegram yet; still trying.");
        }

        @Test
        void a_proxy_without_a_usable_secret_is_refused_before_anything_begins() {
            ClientConfig config =
                    user().proxy(ProxyConfig.parse("mtproto://zz@127.0.0.1:1")).build();
            assertThatThrownBy(() -> session(ScriptedTelegram.ofUser().engine(), config))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("mtproto://SECRET@host:port");
        }

        @Test
        void a_refusal_is_an_answer_of_the_server() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead(
                            "getActiveSessions",
                            (tdlib, client, request) -> tdlib.error(client, request, 420, "FROZEN_METHOD_INVALID"))
                    .engine();
            assertThat(signIn(engine, null).isDone()).isTrue();
        }

        @Test
        void a_session_that_telegram_has_ended_is_lost() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead("getActiveSessions", (tdlib, client, request) -> {
                        tdlib.error(client, request, 401, "SESSION_REVOKED");
                        tdlib.state(client, "LoggingOut", "");
                        tdlib.state(client, "Closed", "");
                    })
                    .engine();
            assertThat(failure(signIn(engine, null))).isEqualTo(new Failure.SessionLost("SESSION_REVOKED"));
        }

        @Test
        void a_client_that_logs_itself_out_while_it_opens_is_lost() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead("setTdlibParameters", (tdlib, client, request) -> {
                        tdlib.ok(client, request);
                        tdlib.state(client, "LoggingOut", "");
                        tdlib.state(client, "Closed", "");
                    })
                    .engine();
            assertThat(failure(signIn(engine, null))).isInstanceOf(Failure.SessionLost.class);
        }
    }

    @Nested
    class Bots {
        @Test
        void sign_in_by_their_token() {
            ScriptedEngine engine = ScriptedTelegram.ofBot()
                    .signedOut()
                    .leads("checkAuthenticationBotToken", "Ready", "")
                    .engine();
            SelfInfo self =
                    clockwork.await(session(engine, bot()).signIn(null, false)).orThrow();
            assertThat(self.bot()).isTrue();
            assertThat(engine.last("checkAuthenticationBotToken").path("token").asString())
                    .isEqualTo("123456:ABC-DEF");
        }

        @Test
        void with_a_token_that_is_no_good_are_rejected() {
            ScriptedEngine engine = ScriptedTelegram.ofBot()
                    .signedOut()
                    .refuses("checkAuthenticationBotToken", 400, "ACCESS_TOKEN_INVALID")
                    .engine();
            Outcome<SelfInfo> outcome = clockwork.await(session(engine, bot()).signIn(null, false));
            assertThat(failure(outcome)).isInstanceOf(Failure.Rejected.class);
            assertThat(failure(outcome).reason()).isEqualTo("ACCESS_TOKEN_INVALID");
        }

        @Test
        void that_come_too_often_are_told_how_long_to_wait() {
            ScriptedEngine engine = ScriptedTelegram.ofBot()
                    .signedOut()
                    .refuses("checkAuthenticationBotToken", 429, "Too Many Requests: retry after 77")
                    .engine();
            Outcome<SelfInfo> outcome = clockwork.await(session(engine, bot()).signIn(null, false));
            assertThat(failure(outcome))
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(77)));
        }
    }

    @Nested
    class Codes {
        @Test
        void let_a_user_in() {
            ScriptedEngine engine = askingForACode()
                    .leads("checkAuthenticationCode", "Ready", "")
                    .engine();
            PromptSheet person = PromptSheet.answering(" 12345 ");
            assertThat(signIn(engine, person).isDone()).isTrue();
            assertThat(person.asked()).containsExactly("code by TelegramMessage of 5");
            assertThat(engine.last("checkAuthenticationCode").path("code").asString())
                    .isEqualTo("12345");
        }

        @Test
        void are_asked_for_again_after_a_wrong_one() {
            ScriptedEngine engine = askingForACode()
                    .refuses("checkAuthenticationCode", 400, "PHONE_CODE_INVALID")
                    .leads("checkAuthenticationCode", "Ready", "")
                    .engine();
            PromptSheet person = PromptSheet.answering("1", "2");
            assertThat(signIn(engine, person).isDone()).isTrue();
            assertThat(person.asked())
                    .containsExactly(
                            "code by TelegramMessage of 5",
                            "PHONE_CODE_INVALID, 2 left",
                            "code by TelegramMessage of 5");
        }

        @Test
        void are_not_asked_for_a_fourth_time() {
            ScriptedEngine engine = askingForACode()
                    .refuses("checkAuthenticationCode", 400, "PHONE_CODE_INVALID")
                    .engine();
            Outcome<SelfInfo> outcome = signIn(engine, PromptSheet.answering("1", "2", "3", "4"));
            assertThat(failure(outcome).reason()).isEqualTo("PHONE_CODE_INVALID");
            assertThat(engine.types().stream().filter("checkAuthenticationCode"::equals))
                    .hasSize(3);
        }

        @Test
        void are_sent_in_another_way_where_the_answer_is_empty() {
            ScriptedEngine engine = askingForACode()
                    .leads("resendAuthenticationCode", "WaitCode", CODE_INFO.replace("TelegramMessage", "Sms"))
                    .leads("checkAuthenticationCode", "Ready", "")
                    .engine();
            PromptSheet person = PromptSheet.answering("", "12345");
            assertThat(signIn(engine, person).isDone()).isTrue();
            assertThat(person.asked()).containsExactly("code by TelegramMessage of 5", "code by Sms of 5");
        }

        @Test
        void that_came_too_late_end_the_attempt() {
            ScriptedEngine engine = askingForACode()
                    .refuses("checkAuthenticationCode", 400, "PHONE_CODE_EXPIRED")
                    .engine();
            assertThat(failure(signIn(engine, PromptSheet.answering("1"))).reason())
                    .isEqualTo("PHONE_CODE_EXPIRED");
        }

        @Test
        void are_not_even_sent_where_nobody_can_be_asked() {
            ScriptedEngine engine = askingForACode().engine();
            Failure failure = failure(signIn(engine, null));
            assertThat(failure).isInstanceOf(Failure.Rejected.class);
            assertThat(failure.reason()).contains("LOGIN_NEEDED").contains("heliograph session login ann");
            assertThat(engine.types()).doesNotContain("setAuthenticationPhoneNumber");
        }

        @Test
        void that_wait_for_a_person_are_taken_back_when_the_session_closes() {
            ScriptedEngine engine = askingForACode().engine();
            PromptSheet person = PromptSheet.answering();
            TdSession open = session(engine, user().build());
            CompletionStage<Outcome<SelfInfo>> outcome = open.signIn(person, false);
            assertThat(clockwork.advanceUntil(() -> !person.open().isEmpty(), PATIENCE))
                    .isTrue();
            clockwork.await(open.close());
            assertThat(person.open().get(0)).isCancelled();
            assertThat(failure(clockwork.await(outcome))).isInstanceOf(Failure.Unavailable.class);
        }

        @Test
        void of_an_earlier_run_are_begun_anew() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead("setTdlibParameters", (tdlib, client, request) -> {
                        tdlib.ok(client, request);
                        tdlib.state(client, "WaitCode", CODE_INFO);
                    })
                    .leads("setAuthenticationPhoneNumber", "WaitCode", CODE_INFO)
                    .leads("checkAuthenticationCode", "Ready", "")
                    .engine();
            PromptSheet person = PromptSheet.answering("12345");
            assertThat(signIn(engine, person).isDone()).isTrue();
            assertThat(person.asked()).hasSize(1);
            assertThat(engine.types()).contains("setAuthenticationPhoneNumber");
        }

        @Test
        void need_a_number_that_is_asked_for_where_none_is_configured() {
            ScriptedEngine engine = askingForACode()
                    .leads("checkAuthenticationCode", "Ready", "")
                    .engine();
            PromptSheet person = PromptSheet.answering("+1 555", "12345");
            clockwork
                    .await(session(engine, user().phone(null).build()).signIn(person, false))
                    .orThrow();
            assertThat(engine.last("setAuthenticationPhoneNumber")
                            .path("phone_number")
                            .asString())
                    .isEqualTo("+1 555");
        }
    }

    @Nested
    class Numbers {
        @Test
        void that_are_banned_are_lost() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .signedOut()
                    .refuses("setAuthenticationPhoneNumber", 400, "PHONE_NUMBER_BANNED")
                    .engine();
            assertThat(failure(signIn(engine, PromptSheet.answering())))
                    .isEqualTo(new Failure.SessionLost("PHONE_NUMBER_BANNED"));
        }

        @Test
        void that_are_none_are_rejected() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .signedOut()
                    .refuses("setAuthenticationPhoneNumber", 400, "PHONE_NUMBER_INVALID")
                    .engine();
            assertThat(failure(signIn(engine, PromptSheet.answering()))).isInstanceOf(Failure.Rejected.class);
        }

        @Test
        void that_asked_for_too_many_codes_have_to_wait() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .signedOut()
                    .refuses("setAuthenticationPhoneNumber", 429, "Too Many Requests: retry after 100")
                    .engine();
            assertThat(failure(signIn(engine, PromptSheet.answering())))
                    .isInstanceOfSatisfying(
                            Failure.Throttled.class,
                            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(100)));
        }

        @Test
        void without_an_account_are_not_registered() {
            ScriptedEngine engine = askingForACode()
                    .leads("checkAuthenticationCode", "WaitRegistration", "")
                    .engine();
            assertThat(failure(signIn(engine, PromptSheet.answering("12345"))).reason())
                    .startsWith("NOT_REGISTERED");
        }
    }

    @Nested
    class Passwords {
        @Test
        void are_asked_for_after_the_code() {
            ScriptedEngine engine = askingForACode()
                    .leads("checkAuthenticationCode", "WaitPassword", PASSWORD)
                    .leads("checkAuthenticationPassword", "Ready", "")
                    .engine();
            PromptSheet person = PromptSheet.answering("12345", " secret ");
            assertThat(signIn(engine, person).isDone()).isTrue();
            assertThat(person.asked()).contains("password, hint pet");
            assertThat(engine.last("checkAuthenticationPassword")
                            .path("password")
                            .asString())
                    .isEqualTo(" secret ");
        }

        @Test
        void are_not_asked_for_a_fourth_time() {
            ScriptedEngine engine = askingForACode()
                    .leads("checkAuthenticationCode", "WaitPassword", PASSWORD)
                    .refuses("checkAuthenticationPassword", 400, "PASSWORD_HASH_INVALID")
                    .engine();
            Outcome<SelfInfo> outcome = signIn(engine, PromptSheet.answering("12345", "a", "b", "c", "d"));
            assertThat(failure(outcome).reason()).isEqualTo("PASSWORD_HASH_INVALID");
            assertThat(engine.types().stream().filter("checkAuthenticationPassword"::equals))
                    .hasSize(3);
        }

        @Test
        void have_their_own_number_of_answers() {
            ScriptedEngine engine = askingForACode()
                    .refuses("checkAuthenticationCode", 400, "PHONE_CODE_INVALID")
                    .refuses("checkAuthenticationCode", 400, "PHONE_CODE_INVALID")
                    .leads("checkAuthenticationCode", "WaitPassword", PASSWORD)
                    .refuses("checkAuthenticationPassword", 400, "PASSWORD_HASH_INVALID")
                    .leads("checkAuthenticationPassword", "Ready", "")
                    .engine();
            assertThat(signIn(engine, PromptSheet.answering("1", "2", "3", "a", "b"))
                            .isDone())
                    .isTrue();
        }
    }

    @Nested
    class Addresses {
        private static final String WAIT = "\"code_info\":{\"@type\":\"emailAddressAuthenticationCodeInfo\","
                + "\"email_address_pattern\":\"a*@b.c\",\"length\":6}";

        @Test
        void are_given_and_proved_by_a_code() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .signedOut()
                    .leads("setAuthenticationPhoneNumber", "WaitEmailAddress", "")
                    .leads("setAuthenticationEmailAddress", "WaitEmailCode", WAIT)
                    .refuses("checkAuthenticationEmailCode", 400, "EMAIL_VERIFY_CODE_INVALID")
                    .leads("checkAuthenticationEmailCode", "WaitCode", CODE_INFO)
                    .leads("checkAuthenticationCode", "Ready", "")
                    .engine();
            PromptSheet person = PromptSheet.answering("a@b.c", "000000", "123456", "12345");
            assertThat(signIn(engine, person).isDone()).isTrue();
            assertThat(person.asked())
                    .startsWith(
                            "e-mail address",
                            "code by e-mail to a*@b.c of 6",
                            "EMAIL_VERIFY_CODE_INVALID, 2 left",
                            "code by e-mail to a*@b.c of 6");
            assertThat(engine.last("checkAuthenticationEmailCode")
                            .at("/code/code")
                            .asString())
                    .isEqualTo("123456");
        }
    }

    @Nested
    class Links {
        private ScriptedTelegram showing() {
            return ScriptedTelegram.ofUser().signedOut().on("requestQrCodeAuthentication", (tdlib, client, request) -> {
                tdlib.ok(client, request);
                tdlib.state(client, "WaitOtherDeviceConfirmation", "\"link\":\"tg://login?token=a\"");
                tdlib.state(client, "WaitOtherDeviceConfirmation", "\"link\":\"tg://login?token=b\"");
                tdlib.state(client, "WaitPassword", PASSWORD);
            });
        }

        @Test
        void are_shown_each_time_they_change() {
            ScriptedEngine engine =
                    showing().leads("checkAuthenticationPassword", "Ready", "").engine();
            PromptSheet person = PromptSheet.answering("secret");
            assertThat(signIn(engine, person, true).isDone()).isTrue();
            assertThat(person.asked())
                    .isEqualTo(List.of("link tg://login?token=a", "link tg://login?token=b", "password, hint pet"));
        }
    }

    @Nested
    class SignedIn {
        @Test
        void a_session_lets_another_device_in() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .on("confirmQrCodeAuthentication", ScriptedTelegram.answer("{\"@type\":\"session\",\"id\":\"1\"}"))
                    .engine();
            TdSession open = session(engine, user().build());
            clockwork.await(open.signIn(null, false)).orThrow();
            assertThat(clockwork.await(open.approve("tg://login?token=x")).isDone())
                    .isTrue();
        }

        @Test
        void a_session_logs_out() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .on("logOut", (tdlib, client, request) -> {
                        tdlib.ok(client, request);
                        tdlib.state(client, "LoggingOut", "");
                        tdlib.state(client, "Closed", "");
                    })
                    .engine();
            TdSession open = session(engine, user().build());
            clockwork.await(open.signIn(null, false)).orThrow();
            assertThat(clockwork.await(open.logOut()).isDone()).isTrue();
        }

        @Test
        void a_session_that_is_not_lets_nobody_in() {
            TdSession open = session(ScriptedTelegram.ofUser().engine(), user().build());
            assertThat(failure(clockwork.await(open.approve("tg://login?token=x"))))
                    .isInstanceOf(Failure.Unavailable.class);
        }
    }
}
