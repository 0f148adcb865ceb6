// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.ConnectionState;
import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.testkit.time.Clockwork;
import dev.heliograph.transport.tdlight.facet.SignInApproval;
import dev.heliograph.transport.tdlight.login.LoginDesk;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links over a TDLib that plays a part. */
class TdLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Clockwork clockwork = Clockwork.real(PATIENCE);
    private final NotingSink sink = new NotingSink();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        clockwork.close();
    }

    private static ClientConfig.Builder config() {
        return ClientConfig.named("ann").apiId(1).apiHash("hash").timeout(Duration.ofSeconds(5));
    }

    private TdlightTransport transport(ScriptedEngine engine) {
        TdlightSettings settings = new TdlightSettings(
                folder,
                TdlightSettings.TDJSON,
                "",
                false,
                false,
                1,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                64,
                4,
                ErrorTable.standard());
        SealedSessions sessions = SealedSessions.over(folder, VaultKey.of(new byte[32]));
        return new TdlightTransport(settings, engine, sessions, clockwork.context("main"));
    }

    private Outcome<SelfInfo> connect(Link link) {
        return clockwork.await(link.connect());
    }

    private void until(ConnectionState state) {
        assertThat(clockwork.advanceUntil(
                        () -> !sink.states().isEmpty()
                                && sink.states().get(sink.states().size() - 1) == state,
                        PATIENCE))
                .as("%s at last, was %s", state, sink.states())
                .isTrue();
    }

    private static void way(ScriptedEngine engine, int client, String state) {
        engine.update(
                client, "{\"@type\":\"updateConnectionState\",\"state\":{\"@type\":\"connectionState" + state + "\"}}");
    }

    @Nested
    class Configurations {
        @Test
        void without_an_application_are_refused_with_everything_that_is_missing() {
            TdlightTransport transport = transport(ScriptedTelegram.ofUser().engine());
            ClientConfig bare = ClientConfig.named("ann").build();
            assertThatThrownBy(() -> transport.link(bare, sink))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("apiId")
                    .hasMessageContaining("apiHash");
            clockwork.await(transport.close());
        }

        @Test
        void with_a_proxy_without_its_secret_are_refused() {
            TdlightTransport transport = transport(ScriptedTelegram.ofUser().engine());
            ClientConfig config = config().proxy(
                            new ProxyConfig(ProxyConfig.Kind.MTPROTO, "127.0.0.1", 443, null, null))
                    .build();
            assertThatThrownBy(() -> transport.link(config, sink))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("secret");
            clockwork.await(transport.close());
        }
    }

    @Nested
    class Connecting {
        @Test
        void tells_the_account_and_the_states() {
            TdlightTransport transport = transport(ScriptedTelegram.ofUser().engine());
            assertThat(connect(transport.link(config().build(), sink)).orThrow().username())
                    .isEqualTo("ann");
            assertThat(sink.states()).containsExactly(ConnectionState.CONNECTING, ConnectionState.READY);
            clockwork.await(transport.close());
        }

        @Test
        void gives_tdlib_the_key_of_the_vault() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            TdlightTransport transport = transport(engine);
            Link link = transport.link(config().build(), sink);
            connect(link).orThrow();
            String first = engine.last("setTdlibParameters")
                    .path("database_encryption_key")
                    .asString();
            clockwork.await(link.disconnect());
            connect(link).orThrow();
            assertThat(first).hasSize(44).isNotEqualTo("A".repeat(43) + "=");
            assertThat(engine.last("setTdlibParameters")
                            .path("database_encryption_key")
                            .asString())
                    .isEqualTo(first);
            clockwork.await(transport.close());
        }

        @Test
        void closes_what_did_not_come_up() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .instead("getActiveSessions", ScriptedTelegram::silence)
                    .engine();
            TdlightTransport transport = transport(engine);
            Link link = transport.link(config().timeout(Duration.ofMillis(200)).build(), sink);
            assertThat(connect(link).failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(engine.types()).contains("close");
            assertThat(sink.states()).endsWith(ConnectionState.DISCONNECTED);
            clockwork.await(transport.close());
        }

        @Test
        void is_refused_to_a_second_link_of_the_session() {
            TdlightTransport transport = transport(ScriptedTelegram.ofUser().engine());
            Link first = transport.link(config().build(), sink);
            Link second = transport.link(config().build(), new NotingSink());
            connect(first).orThrow();
            assertThat(connect(second).failure()).isInstanceOf(Failure.Rejected.class);
            clockwork.await(first.disconnect());
            assertThat(connect(second).isDone()).isTrue();
            clockwork.await(transport.close());
        }

        @Test
        void asks_the_people_of_the_desk() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .signedOut()
                    .leads("setAuthenticationPhoneNumber", "WaitPassword", "\"password_hint\":\"\"")
                    .leads("checkAuthenticationPassword", "Ready", "")
                    .engine();
            TdlightTransport transport = transport(engine);
            PromptSheet person = PromptSheet.answering("secret");
            transport.facet(LoginDesk.class).orElseThrow().ask(session -> person, false);
            assertThat(connect(transport.link(config().phone("15550001").build(), sink))
                            .isDone())
                    .isTrue();
            clockwork.await(transport.close());
        }

        @Test
        void that_is_broken_off_takes_the_question_back() {
            ScriptedEngine engine = ScriptedTelegram.ofUser()
                    .signedOut()
                    .leads("setAuthenticationPhoneNumber", "WaitPassword", "\"password_hint\":\"\"")
                    .engine();
            TdlightTransport transport = transport(engine);
            PromptSheet person = PromptSheet.answering();
            transport.facet(LoginDesk.class).orElseThrow().ask(session -> person, false);
            Link link = transport.link(config().phone("15550001").build(), sink);
            CompletionStage<Outcome<SelfInfo>> outcome = link.connect();
            assertThat(clockwork.advanceUntil(() -> !person.open().isEmpty(), PATIENCE))
                    .isTrue();
            clockwork.await(link.disconnect());
            assertThat(person.open().get(0)).isCancelled();
            assertThat(clockwork.await(outcome).failure()).isInstanceOf(Failure.Unavailable.class);
            clockwork.await(transport.close());
        }
    }

    @Nested
    class BreakingConnections {
        @Test
        void that_tdlib_repairs_in_time_are_told_and_nothing_else() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            TdlightTransport transport = transport(engine);
            connect(transport.link(config().build(), sink)).orThrow();
            way(engine, 1, "Connecting");
            way(engine, 1, "ConnectingToProxy");
            until(ConnectionState.CONNECTING);
            way(engine, 1, "Updating");
            until(ConnectionState.READY);
            assertThat(sink.states()).doesNotContain(ConnectionState.DISCONNECTED);
            clockwork.await(transport.close());
        }

        @Test
        void that_stay_broken_are_given_up_and_come_back_by_another_client() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            TdlightTransport transport = transport(engine);
            Link link = transport.link(config().timeout(Duration.ofMillis(200)).build(), sink);
            connect(link).orThrow();
            way(engine, 1, "WaitingForNetwork");
            until(ConnectionState.DISCONNECTED);
            assertThat(connect(link).isDone()).isTrue();
            clockwork.await(transport.close());
        }
    }

    @Nested
    class LostSessions {
        @Test
        void are_told_as_lost() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            TdlightTransport transport = transport(engine);
            connect(transport.link(config().build(), sink)).orThrow();
            engine.state(1, "LoggingOut", "");
            engine.state(1, "Closed", "");
            until(ConnectionState.DISCONNECTED);
            assertThat(sink.events())
                    .contains(new Event.ConnectionChanged(
                            ConnectionState.DISCONNECTED, new Failure.SessionLost("LOGGED_OUT")));
            clockwork.await(transport.close());
        }

        @Test
        void are_not_those_whose_client_was_closed_by_the_end_of_the_process() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            TdlightTransport transport = transport(engine);
            connect(transport.link(config().build(), sink)).orThrow();
            engine.state(1, "Closing", "");
            engine.state(1, "Closed", "");
            until(ConnectionState.DISCONNECTED);
            assertThat(sink.events())
                    .noneMatch(event -> event instanceof Event.ConnectionChanged changed
                            && changed.cause() instanceof Failure.SessionLost);
            clockwork.await(transport.close());
        }

        @Test
        void are_announced_where_the_account_is_frozen() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            TdlightTransport transport = transport(engine);
            connect(transport.link(config().build(), sink)).orThrow();
            engine.update(1, "{\"@type\":\"updateFreezeState\",\"is_frozen\":true,\"appeal_link\":\"t.me/x\"}");
            assertThat(clockwork.advanceUntil(
                            () -> sink.events().stream().anyMatch(Event.Notice.class::isInstance), PATIENCE))
                    .isTrue();
            clockwork.await(transport.close());
        }
    }

    @Nested
    class Facets {
        @Test
        void are_there_before_the_connection_and_unavailable() {
            TdlightTransport transport = transport(ScriptedTelegram.ofUser().engine());
            Link link = transport.link(config().build(), sink);
            assertThat(link.facet(Editing.class)).isPresent();
            assertThat(clockwork
                            .await(link.facet(SignInApproval.class)
                                    .orElseThrow()
                                    .approve("tg://login?token=x"))
                            .failure())
                    .isInstanceOf(Failure.Unavailable.class);
            clockwork.await(transport.close());
        }
    }

    @Nested
    class ClosedTransports {
        @Test
        void connect_nobody() {
            ScriptedEngine engine = ScriptedTelegram.ofUser().engine();
            TdlightTransport transport = transport(engine);
            Link link = transport.link(config().build(), sink);
            connect(link).orThrow();
            clockwork.await(transport.close());
            assertThat(connect(link).failure()).isInstanceOf(Failure.Unavailable.class);
            assertThat(engine.types()).contains("close");
        }
    }
}
