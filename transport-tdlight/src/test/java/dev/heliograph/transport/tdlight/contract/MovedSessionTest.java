// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;
import dev.heliograph.model.SessionName;
import dev.heliograph.simulator.mtproto.AuthKey;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.transport.Truth.Accepted;
import dev.heliograph.testkit.time.Clockwork;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import dev.heliograph.transport.tdlight.vault.VaultKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** One session on two machines, in turn, whose material is in the state that they share. */
@Tag("native")
class MovedSessionTest {
    private static final String SIGN_IN = "auth.importBotAuthorization";

    private final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(60));
    private final LoopbackPlace place =
            new LoopbackPlace(WorldSettings.calm(5).withLimits(LoopbackPlace.fast(), LoopbackPlace.fast()));
    private String store;

    @BeforeEach
    void name(TestInfo test) {
        store = test.getDisplayName().replaceAll("\\W", "");
    }

    @AfterEach
    void close() {
        place.close();
        clockwork.close();
    }

    private Path machine(String name) {
        return place.folder.resolve(name);
    }

    private Heliograph on(String machine, ClientConfig.Builder session) {
        return Heliograph.builder()
                .transport("tdlight:" + machine(machine) + "?vault=state&start-pace=1000&sign-in-pace=60000&library="
                        + PatchedTdlib.path())
                .state("kept:" + store)
                .node(machine)
                .session(session.build())
                .open();
    }

    private void send(Heliograph fleet, String text) {
        assertThat(fleet.connect().join())
                .allSatisfy(connected ->
                        assertThat(connected.isDone()).as("" + connected).isTrue());
        SendResult result = fleet.clients()
                .get(0)
                .send(OutgoingMessage.to("@alice").text(text).build())
                .join();
        assertThat(result.isSuccess()).as("" + result).isTrue();
    }

    private List<String> texts() {
        return place.telegram.accepted().stream().map(Accepted::text).toList();
    }

    /** The keys that clients agreed upon and keep. */
    private List<Long> keys() {
        return place.telegram.keys().all().stream()
                .filter(key -> !key.isTemporary())
                .map(AuthKey::id)
                .toList();
    }

    @Test
    void a_bot_signs_in_once_and_sends_from_wherever_it_is() {
        try (Heliograph left = on("left", place.session("bot").botToken("4711:secret"))) {
            send(left, "1 left");
        }
        List<Long> keys = keys();
        try (Heliograph right = on("right", place.session("bot").botToken("4711:secret"))) {
            send(right, "2 right");
        }
        try (Heliograph left = on("left", place.session("bot").botToken("4711:secret"))) {
            send(left, "3 left");
        }

        assertThat(texts()).containsExactly("1 left", "2 right", "3 left");
        assertThat(place.telegram.calls(SIGN_IN)).isEqualTo(1);
        assertThat(keys()).isEqualTo(keys).hasSize(1);
        assertThat(machine("left").resolve("bot.session")).doesNotExist();
        assertThat(machine("right").resolve("bot.session")).doesNotExist();
    }

    @Test
    void a_user_needs_nobody_on_the_other_machine() {
        long user = place.telegram.addUser("+15551234");
        try (Heliograph left = on("left", place.user("desk", user))) {
            send(left, "1 left");
        }
        List<Long> keys = keys();
        // nothing says who it is but the state
        try (Heliograph right = on("right", place.session("desk"))) {
            send(right, "2 right");
        }
        try (Heliograph left = on("left", place.session("desk"))) {
            send(left, "3 left");
        }

        assertThat(texts()).containsExactly("1 left", "2 right", "3 left");
        assertThat(place.telegram.accepted()).extracting(Accepted::account).containsOnly(user);
        assertThat(keys()).isEqualTo(keys).hasSize(1);
    }

    @Test
    void a_machine_that_had_it_last_keeps_its_database() throws IOException {
        Path left = machine("left").resolve("bot.tdlib/beside");
        try (Heliograph fleet = on("left", place.session("bot").botToken("4712:secret"))) {
            send(fleet, "1");
        }
        Files.writeString(left, "of the first database");
        try (Heliograph fleet = on("left", place.session("bot").botToken("4712:secret"))) {
            send(fleet, "2");
            assertThat(left).exists();
        }
        try (Heliograph fleet = on("right", place.session("bot").botToken("4712:secret"))) {
            send(fleet, "3");
        }
        try (Heliograph fleet = on("left", place.session("bot").botToken("4712:secret"))) {
            send(fleet, "4");
            assertThat(left).doesNotExist();
        }
    }

    @Test
    void the_state_has_the_session_while_the_first_machine_uses_it() {
        SealedSessions records = SealedSessions.moving(
                machine("looking"), KeptStateProvider.store(store).vault(), VaultKey.find(Environment.ofProcess()));
        try (Heliograph left = on("left", place.session("bot").botToken("4713:secret"))) {
            send(left, "1");
            assertThat(clockwork.advanceUntil(
                            () -> records.find(SessionName.of("bot"))
                                    .map(StoredSession::material)
                                    .isPresent(),
                            Duration.ofSeconds(10)))
                    .isTrue();
        }
    }

    @Test
    void a_state_that_keeps_nothing_is_refused() {
        assertThatThrownBy(() -> Heliograph.builder()
                        .transport("tdlight:" + machine("left") + "?vault=state&library=" + PatchedTdlib.path())
                        .session(place.session("bot").botToken("4714:secret").build())
                        .open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("keeps nothing");
    }

    @Test
    void a_session_that_is_shared_is_refused() {
        assertThatThrownBy(() ->
                        on("left", place.session("bot").botToken("4715:secret").share(true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("one owner at a time");
    }
}
