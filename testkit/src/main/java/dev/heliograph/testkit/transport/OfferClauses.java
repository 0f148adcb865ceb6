// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.EntityLookup;
import dev.heliograph.spi.transport.Feature;
import dev.heliograph.spi.transport.Forwarding;
import dev.heliograph.spi.transport.History;
import dev.heliograph.spi.transport.Link;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A feature that is declared is there and never answers Unsupported; one that is not declared is not there. */
abstract class OfferClauses extends Clauses {
    OfferClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void capabilities_are_constant_and_have_positive_quantities() {
        Capabilities before = rig.transport.capabilities();
        rig.first();
        assertThat(rig.transport.capabilities()).isEqualTo(before);
        assertThat(List.of(before.maxTextLength(), before.maxCaptionLength(), before.maxSessions()))
                .allMatch(quantity -> quantity > 0);
    }

    @Test
    void nothing_is_offered_that_the_provider_did_not_announce() {
        assertThat(rig.fixture.transport().provider().capabilities().features())
                .containsAll(rig.transport.capabilities().features());
    }

    @Test
    void the_facet_of_editing_is_there_exactly_where_declared() {
        agree(Feature.EDITING, Editing.class);
    }

    @Test
    void the_facet_of_forwarding_is_there_exactly_where_declared() {
        agree(Feature.FORWARDING, Forwarding.class);
    }

    @Test
    void the_facet_of_history_is_there_exactly_where_declared() {
        agree(Feature.HISTORY, History.class);
    }

    @Test
    void the_facet_of_entities_is_there_exactly_where_declared() {
        agree(Feature.ENTITIES, EntityLookup.class);
    }

    @Test
    void no_facet_answers_unsupported() {
        Link link = rig.first().link();
        MessageRef nothing = new MessageRef(rig.people.group().value(), Integer.MAX_VALUE);
        link.facet(Editing.class).ifPresent(editing -> {
            supported(rig.await(editing.edit(nothing, FormattedText.plain("x"), true)));
            supported(rig.await(editing.delete(nothing.chatId(), List.of(nothing.messageId()))));
        });
        link.facet(Forwarding.class)
                .ifPresent(forwarding ->
                        supported(rig.await(forwarding.forward(rig.people.friend(), nothing, true, rig.randomId()))));
        link.facet(History.class)
                .ifPresent(history -> supported(rig.await(history.page(HistoryQuery.of(rig.people.group())))));
        link.facet(EntityLookup.class).ifPresent(lookup -> supported(rig.await(lookup.lookUp(rig.people.friend()))));
    }

    @Test
    void scheduling_is_unsupported_exactly_where_not_declared() {
        agree(
                Feature.SCHEDULE,
                OutgoingMessage.to(rig.people.group())
                        .text(rig.words())
                        .schedule(rig.clockwork.timeline().instant().plus(Duration.ofHours(1))));
    }

    @Test
    void topics_are_unsupported_exactly_where_not_declared() {
        agree(
                Feature.TOPICS,
                OutgoingMessage.to(rig.people.group()).text(rig.words()).topic(2));
    }

    @Test
    void media_are_unsupported_exactly_where_not_declared() {
        agree(
                Feature.MEDIA,
                OutgoingMessage.to(rig.people.group())
                        .text(rig.words())
                        .media(Media.document(MediaFile.of("note.txt", new byte[] {72, 105, 10}))));
    }

    @Test
    void the_world_is_named_in_one_line_and_the_same_each_time() {
        String world =
                rig.fixture.transport().provider().world(rig.fixture.transport().settings());
        assertThat(world).isNotBlank().doesNotContain("\n").hasSizeLessThan(300);
        assertThat(rig.fixture
                        .transport()
                        .provider()
                        .world(rig.fixture.transport().settings()))
                .isEqualTo(world);
    }

    private void agree(Feature feature, Class<?> facet) {
        assertThat(rig.first().link().facet(facet).isPresent())
                .as("facet %s present, as the declaration of %s says", facet.getSimpleName(), feature)
                .isEqualTo(rig.offers(feature));
    }

    private void agree(Feature feature, OutgoingMessage.Builder message) {
        assertThat(isUnsupported(rig.send(message.build())))
                .as("answers Unsupported to %s", feature)
                .isEqualTo(!rig.offers(feature));
    }

    private static void supported(Outcome<?> outcome) {
        assertThat(isUnsupported(outcome)).as("answers Unsupported").isFalse();
    }

    private static boolean isUnsupported(Outcome<?> outcome) {
        Failure failure = outcome.failure();
        return failure != null && failure.kind() == Failure.Kind.UNSUPPORTED;
    }
}
