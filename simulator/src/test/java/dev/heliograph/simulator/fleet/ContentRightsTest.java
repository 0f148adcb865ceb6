// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Broadcast;
import dev.heliograph.api.RecipientResult;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.simulator.SimulatedTelegram;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Fleets before a group that forbids one kind of content, and before people who are gone: what is remembered, and how long. */
class ContentRightsTest {
    private static final long GROUP = -1001000000001L;
    private static final OutgoingMessage TEXT =
            OutgoingMessage.to(GROUP).text("words").build();
    private static final OutgoingMessage PHOTO = with(Media.photo(MediaFile.of("a.jpg", new byte[] {1})));
    private static final OutgoingMessage DOCUMENT = with(Media.document(MediaFile.of("a.pdf", new byte[] {1})));

    private final VirtualTimeline time = VirtualTimeline.seeded(11);
    private int jobs;

    private static OutgoingMessage with(Media media) {
        return OutgoingMessage.to(GROUP).media(media).build();
    }

    private static OutgoingMessage to(String peer) {
        return OutgoingMessage.to(peer).text("words").build();
    }

    private FleetRig rig() {
        return FleetRig.of(time, "simulator:?seed=11", 1, builder -> builder).connect();
    }

    private static SimulatedTelegram telegram(FleetRig rig) {
        return rig.fleet.transportFacet("main", SimulatedTelegram.class).orElseThrow();
    }

    /** A broadcast that remembers and passes over, as most do. */
    private List<String> reasons(FleetRig rig, OutgoingMessage... messages) {
        Broadcast job = rig.fleet
                .broadcast("job-" + ++jobs)
                .messages(Stream.of(messages))
                .rememberUnreachable(true)
                .skipUnreachable(true)
                .start();
        time.await(job.done());
        return time.await(job.results(0, 100)).orThrow().stream()
                .map(RecipientResult::reason)
                .toList();
    }

    @Test
    void a_photo_that_is_not_allowed_bars_no_text_and_no_file() {
        try (FleetRig rig = rig()) {
            telegram(rig).bar(GROUP, Media.Kind.PHOTO, true);
            assertThat(reasons(rig, PHOTO, TEXT, DOCUMENT)).containsExactly("CHAT_SEND_PHOTOS_FORBIDDEN", "OK", "OK");
            assertThat(reasons(rig, TEXT, PHOTO)).containsExactly("OK", "CHAT_SEND_PHOTOS_FORBIDDEN");
        }
    }

    @Test
    void a_text_that_is_not_allowed_bars_no_photo() {
        try (FleetRig rig = rig()) {
            telegram(rig).bar(GROUP, null, true);
            assertThat(reasons(rig, TEXT, PHOTO)).containsExactly("CHAT_SEND_PLAIN_FORBIDDEN", "OK");
            assertThat(reasons(rig, PHOTO)).containsExactly("OK");
        }
    }

    @Test
    void a_kind_that_is_allowed_again_goes_out_at_once() {
        try (FleetRig rig = rig()) {
            telegram(rig).bar(GROUP, Media.Kind.DOCUMENT, true);
            assertThat(reasons(rig, DOCUMENT)).containsExactly("CHAT_SEND_DOCS_FORBIDDEN");
            telegram(rig).bar(GROUP, Media.Kind.DOCUMENT, false);
            assertThat(reasons(rig, DOCUMENT)).containsExactly("OK");
        }
    }

    @Test
    void a_chat_without_the_right_to_write_is_passed_over_for_a_day() {
        try (FleetRig rig = rig()) {
            telegram(rig).readOnly(GROUP, true);
            assertThat(reasons(rig, TEXT)).containsExactly("CHAT_WRITE_FORBIDDEN");
            telegram(rig).readOnly(GROUP, false);
            time.advance(Duration.ofHours(23));
            assertThat(reasons(rig, TEXT, PHOTO)).containsExactly("KNOWN_UNREACHABLE", "KNOWN_UNREACHABLE");
            time.advance(Duration.ofHours(2));
            assertThat(reasons(rig, TEXT, PHOTO)).containsExactly("OK", "OK");
        }
    }

    @Test
    void people_who_blocked_left_or_never_were_are_passed_over_for_ninety_days() {
        OutgoingMessage[] gone = {to("@blocked"), to("@deactivated"), to("@nobody_here")};
        try (FleetRig rig = rig()) {
            List<String> first = reasons(rig, gone);
            assertThat(first).containsExactly("USER_IS_BLOCKED", "INPUT_USER_DEACTIVATED", "USERNAME_NOT_OCCUPIED");
            time.advance(Duration.ofDays(89));
            assertThat(reasons(rig, gone)).containsOnly("KNOWN_UNREACHABLE");
            time.advance(Duration.ofDays(2));
            assertThat(reasons(rig, gone)).isEqualTo(first);
        }
    }
}
