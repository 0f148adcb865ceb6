// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Media;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Capabilities;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says; an album has further parts, each with a caption of its own, which may be empty. The items are opaque, one for each part or none. */
record Content(
        FormattedText text,
        Media.@Nullable Kind media,
        List<FormattedText> further,
        long replyTo,
        boolean replyOptional,
        long topic,
        boolean protect,
        List<Object> items,
        long planned) {
    private static final FormattedText NO_TEXT = FormattedText.plain("");

    static Content of(OutgoingMessage message) {
        Media media = message.media();
        int parts = media instanceof Media.Album album ? album.items().size() : 1;
        return new Content(
                message.text(),
                media == null ? null : media.kind(),
                Collections.nCopies(parts - 1, NO_TEXT),
                message.replyTo(),
                message.allowSendingWithoutReply(),
                message.topic(),
                message.protect(),
                List.of(),
                0);
    }

    static Content plain(String text) {
        return again(FormattedText.plain(text), null, null);
    }

    /** That and nothing else, as forwards have it. */
    static Content again(FormattedText text, Media.@Nullable Kind media, @Nullable Object cargo) {
        List<Object> items = cargo == null ? List.of() : List.of(cargo);
        return new Content(text, media, List.of(), 0, false, 0, false, items, 0);
    }

    /** The same with captions for the further parts, as many as there are. */
    Content with(List<FormattedText> captions) {
        if (captions.size() != further.size()) {
            throw new IllegalArgumentException(
                    captions.size() + " captions for " + further.size() + " further parts of an album");
        }
        return new Content(text, media, List.copyOf(captions), replyTo, replyOptional, topic, protect, items, planned);
    }

    /** The same with what belongs to its parts. */
    Content with(Cargo cargo) {
        Content captioned = with(cargo.captions());
        return new Content(
                text, media, captioned.further, replyTo, replyOptional, topic, protect, cargo.items(), planned);
    }

    /** The same as it was scheduled, with that number. */
    Content planned(long number) {
        return new Content(text, media, further, replyTo, replyOptional, topic, protect, items, number);
    }

    /** How many messages it becomes. */
    int parts() {
        return 1 + further.size();
    }

    /** What belongs to that part, or null. */
    @Nullable
    Object cargo(int part) {
        return items.isEmpty() ? null : items.get(part);
    }

    /** What is wrong with it by itself, or null. */
    @Nullable
    TelegramError problem() {
        if (media == null && text.isBlank()) {
            return TelegramError.of(400, "MESSAGE_EMPTY");
        }
        TelegramError problem = lengthProblem(text, media != null);
        for (FormattedText caption : further) {
            problem = problem == null ? lengthProblem(caption, true) : problem;
        }
        return problem;
    }

    static @Nullable TelegramError lengthProblem(FormattedText text, boolean caption) {
        if (caption) {
            return text.length() > Capabilities.CAPTION_LENGTH ? TelegramError.of(400, "MEDIA_CAPTION_TOO_LONG") : null;
        }
        return text.length() > Capabilities.TEXT_LENGTH ? TelegramError.of(400, "MESSAGE_TOO_LONG") : null;
    }
}
