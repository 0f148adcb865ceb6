// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.Feature;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Edits and deletions may be repeated. A transport without them is held to that elsewhere. */
abstract class ChangeClauses extends Clauses {
    ChangeClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    private Optional<Editing> editing() {
        return rig.first().link().facet(Editing.class);
    }

    private static MessageRef ref(SentMessage sent) {
        return new MessageRef(sent.chatId(), sent.messageId());
    }

    private Outcome<SentMessage> edit(Editing editing, MessageRef message, String text) {
        return rig.patiently(() -> editing.edit(message, FormattedText.plain(text), true));
    }

    private Outcome<Integer> delete(Editing editing, MessageRef message) {
        return rig.patiently(() -> editing.delete(message.chatId(), List.of(message.messageId())));
    }

    @Test
    void an_edit_keeps_the_id_and_changes_the_text() {
        editing().ifPresent(editing -> {
            MessageRef message = ref(rig.sent(rig.people.group(), rig.words()));
            String changed = rig.words();
            SentMessage edited = rig.done(edit(editing, message, changed), "edit");
            assertThat(ref(edited)).isEqualTo(message);
            if (rig.offers(Feature.HISTORY)) {
                assertThat(rig.standing(message.chatId(), changed).messageId()).isEqualTo(message.messageId());
            }
        });
    }

    @Test
    void an_edit_to_the_same_text_is_a_success() {
        editing().ifPresent(editing -> {
            String words = rig.words();
            MessageRef message = ref(rig.sent(rig.people.group(), words));
            assertThat(ref(rig.done(edit(editing, message, words), "edit"))).isEqualTo(message);
        });
    }

    @Test
    void an_edit_of_nothing_is_not_found() {
        editing().ifPresent(editing -> {
            MessageRef nothing = new MessageRef(rig.people.group().value(), Integer.MAX_VALUE);
            assertThat(edit(editing, nothing, rig.words()).failure())
                    .isInstanceOfSatisfying(
                            Failure.Rejected.class,
                            rejected -> assertThat(rejected.status()).isEqualTo(SendStatus.NOT_FOUND));
        });
    }

    @Test
    void a_deleted_message_is_gone() {
        editing().ifPresent(editing -> {
            String words = rig.words();
            MessageRef message = ref(rig.sent(rig.people.group(), words));
            assertThat(rig.done(delete(editing, message), "delete")).isEqualTo(1);
            if (rig.offers(Feature.HISTORY)) {
                assertThat(PagesOf.group(rig).texts()).doesNotContain(words);
            }
        });
    }

    @Test
    void what_is_gone_already_counts_as_deleted() {
        editing().ifPresent(editing -> {
            MessageRef message = ref(rig.sent(rig.people.group(), rig.words()));
            assertThat(rig.done(delete(editing, message), "delete")).isEqualTo(1);
            assertThat(rig.done(delete(editing, message), "the same deletion again"))
                    .isEqualTo(1);
        });
    }
}
