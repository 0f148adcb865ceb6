// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Entity;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.EntityLookup;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who somebody is. A transport without look-ups is held to that elsewhere. */
abstract class LookUpClauses extends Clauses {
    LookUpClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    private void withAnswer(Peer peer, Consumer<Outcome<Entity>> clause) {
        rig.first()
                .link()
                .facet(EntityLookup.class)
                .ifPresent(lookup -> clause.accept(rig.patiently(() -> lookup.lookUp(peer))));
    }

    private void withEntity(Peer peer, Consumer<Entity> clause) {
        withAnswer(peer, outcome -> clause.accept(rig.done(outcome, "look-up of " + peer)));
    }

    @Test
    void a_person_is_a_user_with_that_name() {
        withEntity(rig.people.friend(), friend -> {
            assertThat(friend.kind()).isEqualTo(Entity.Kind.USER);
            assertThat(friend.id()).isPositive();
            assertThat(friend.username()).isNotBlank();
            if (rig.people.friend() instanceof Peer.Username name) {
                assertThat(String.valueOf(friend.username())).isEqualToIgnoringCase(name.value());
            }
            assertThat(friend.name()).isNotBlank();
        });
    }

    @Test
    void a_person_is_the_same_by_name_and_by_id() {
        withEntity(
                rig.people.friend(),
                friend -> withEntity(
                        Peer.of(friend.id()), same -> assertThat(same).isEqualTo(friend)));
    }

    @Test
    void a_person_has_the_id_that_messages_go_to() {
        withEntity(
                rig.people.friend(),
                friend -> assertThat(friend.id())
                        .isEqualTo(rig.sent(rig.people.friend(), rig.words()).chatId()));
    }

    @Test
    void a_group_is_a_group_with_that_id() {
        withEntity(rig.people.group(), group -> {
            assertThat(group.kind()).isEqualTo(Entity.Kind.GROUP);
            assertThat(group.id()).isEqualTo(rig.people.group().value());
        });
    }

    @Test
    void a_slow_group_tells_how_slow() {
        withEntity(
                rig.people.slow(),
                slow -> assertThat(slow)
                        .isInstanceOfSatisfying(
                                Entity.Group.class,
                                group -> assertThat(group.slowModeSeconds()).isPositive()));
    }

    @Test
    void a_channel_is_a_channel() {
        withEntity(rig.people.channel(), channel -> {
            assertThat(channel.kind()).isEqualTo(Entity.Kind.CHANNEL);
            assertThat(channel.id()).isLessThan(-1_000_000_000_000L);
        });
    }

    @Test
    void the_session_itself_is_its_account() {
        withEntity(
                Peer.self(),
                self -> assertThat(self.id())
                        .isEqualTo(rig.first().self().account().value()));
    }

    @Test
    void a_bot_is_a_bot() {
        if (rig.second().self().bot()) {
            withEntity(rig.second().peer(), bot -> assertThat(bot.kind()).isEqualTo(Entity.Kind.BOT));
        }
    }

    @Test
    void nobody_is_not_found() {
        withAnswer(
                rig.people.unknown(),
                outcome -> assertThat(outcome.failure())
                        .isInstanceOfSatisfying(
                                Failure.Rejected.class,
                                rejected -> assertThat(rejected.status()).isEqualTo(SendStatus.NOT_FOUND)));
    }
}
