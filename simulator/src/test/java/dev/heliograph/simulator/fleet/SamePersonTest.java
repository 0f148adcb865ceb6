// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Who opted out, or cannot be reached, is passed over whatever a line calls him. */
class SamePersonTest {
    private final VirtualTimeline time = VirtualTimeline.seeded(9);
    private String store = "";
    private FleetRig rig;
    private int jobs;

    @BeforeEach
    void open(TestInfo test) {
        store = "shared:" + test.getDisplayName();
        rig = rig();
    }

    private FleetRig rig() {
        return FleetRig.of(time, "simulator:?seed=9", 1, builder -> builder.state(store))
                .connect();
    }

    @AfterEach
    void close() {
        rig.fleet.close();
    }

    private long idOf(String name) {
        return time.await(rig.client(1).entity(Peer.of(name))).orThrow().id();
    }

    private boolean done(CompletableFuture<Outcome<Boolean>> change) {
        return time.await(change).orThrow();
    }

    private Broadcast.Builder job(String... chats) {
        return rig.fleet
                .broadcast("job-" + jobs++)
                .messages(Stream.of(chats)
                        .map(chat ->
                                OutgoingMessage.to(Peer.of(chat)).text("news").build()));
    }

    private List<String> reasons(Broadcast.Builder job) {
        Broadcast broadcast = job.start();
        time.await(broadcast.done());
        return time.await(broadcast.results(0, 100)).orThrow().stream()
                .map(RecipientResult::reason)
                .toList();
    }

    @Test
    void a_name_that_opted_out_binds_its_number_that_is_known_already() {
        long alice = idOf("@alice");
        assertThat(done(rig.fleet.exclusions().optOut(Peer.of("@alice")))).isTrue();

        assertThat(reasons(job(Long.toString(alice), "@bob", "@Alice", "https://t.me/alice", "t.me/ALICE")))
                .containsExactly("OPTED_OUT", "OK", "OPTED_OUT", "OPTED_OUT", "OPTED_OUT");
    }

    @Test
    void a_name_that_opted_out_binds_its_number_once_somebody_finds_it_out() {
        assertThat(done(rig.fleet.exclusions().optOut(Peer.of("https://t.me/Alice"))))
                .isTrue();
        long alice = idOf("@alice");

        assertThat(reasons(job(Long.toString(alice)))).containsExactly("OPTED_OUT");
        assertThat(time.await(rig.fleet.exclusions().optedOut()).orThrow()).containsExactly("@alice");
    }

    @Test
    void what_a_message_taught_is_known_to_later_processes() {
        assertThat(rig.send(1, OutgoingMessage.to("@alice").text("hello").build())
                        .isSuccess())
                .isTrue();
        long alice = idOf("@alice");
        rig.fleet.close();
        rig = rig();
        assertThat(done(rig.fleet.exclusions().optOut(Peer.of("@alice")))).isTrue();

        assertThat(reasons(job(Long.toString(alice)))).containsExactly("OPTED_OUT");
    }

    @Test
    void a_number_that_opted_out_binds_the_name() {
        long alice = idOf("@alice");
        rig.fleet.close();
        time.advance(Duration.ofDays(30));
        rig = rig();
        assertThat(done(rig.fleet.exclusions().optOut(Peer.of(alice)))).isTrue();

        assertThat(reasons(job("@alice", "@bob"))).containsExactly("OPTED_OUT", "OK");
        assertThat(rig.truth().accepted()).noneMatch(message -> message.chatId() == alice);
    }

    @Test
    void a_list_of_the_jobs_own_is_no_other() {
        long alice = idOf("@alice");
        long bob = idOf("@bob");

        assertThat(reasons(
                        job(Long.toString(alice), "@bob", "700001").optOuts(Set.of(Peer.of("@alice"), Peer.of(bob)))))
                .containsExactly("OPTED_OUT", "OPTED_OUT", "OK");
    }

    @Test
    void whoever_opts_in_again_does_so_under_every_name() {
        long alice = idOf("@alice");
        done(rig.fleet.exclusions().optOut(Peer.of("@alice")));
        done(rig.fleet.exclusions().optOut(Peer.of(alice)));
        assertThat(done(rig.fleet.exclusions().optIn(Peer.of(alice)))).isTrue();
        assertThat(done(rig.fleet.exclusions().optIn(Peer.of("@alice")))).isFalse();

        assertThat(reasons(job("@alice", Long.toString(alice)))).containsExactly("OK", "OK");
    }

    @Test
    void whoever_cannot_be_reached_by_a_name_cannot_be_by_the_number() {
        long blocked = idOf("@blocked");
        reasons(job("@blocked").rememberUnreachable(true));

        assertThat(reasons(job(Long.toString(blocked), "@bob").skipUnreachable(true)))
                .containsExactly("KNOWN_UNREACHABLE", "OK");
        assertThat(time.await(rig.fleet.exclusions().unreachable(List.of("bot-1")))
                        .orThrow())
                .containsExactly("@blocked");
        assertThat(done(rig.fleet.exclusions().forget(Peer.of(blocked)))).isTrue();
        assertThat(reasons(job("@blocked").skipUnreachable(true))).containsExactly("USER_IS_BLOCKED");
    }

    @Test
    void whoever_cannot_be_reached_by_the_number_cannot_be_by_a_name() {
        long blocked = idOf("@blocked");
        reasons(job(Long.toString(blocked)).rememberUnreachable(true));

        assertThat(reasons(job("@blocked").skipUnreachable(true))).containsExactly("KNOWN_UNREACHABLE");
    }

    @Test
    void one_fleet_that_opens_later_over_another_account_knows_it_too() {
        long alice = idOf("@alice");
        done(rig.fleet.exclusions().optOut(Peer.of("@alice")));
        rig.fleet.close();
        rig = FleetRig.of(
                        time,
                        "simulator:?seed=9",
                        0,
                        builder -> builder.state(store)
                                .environment(Environment.of(Map.of()))
                                .session(ClientConfig.named("bot-1")
                                        .botToken("777:secret")
                                        .build()))
                .connect();

        assertThat(reasons(job(Long.toString(alice)))).containsExactly("OPTED_OUT");
    }
}
