// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Media;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.spi.transport.Capabilities;
import org.jspecify.annotations.Nullable;

/** What a message says. */
record Content(FormattedText text, Media.@Nullable Kind media, int parts, long replyTo, long topic, boolean protect) {

    static Content of(OutgoingMessage message) {
        Media media = message.media();
        int parts = media instanceof Media.Album album ? album.items().size() : 1;
        return new Content(
                message.text(),
                media == null ? null : media.kind(),
                parts,
                message.replyTo(),
                message.topic(),
                message.protect());
    }

    static Content plain(String text) {
        return new Content(FormattedText.plain(text), null, 1, 0, 0, false);
    }

    /** What is wrong with it by itself, or null. */
    @Nullable
    TelegramError problem() {
        if (media == null && text.isBlank()) {
            return TelegramError.of(400, "MESSAGE_EMPTY");
        }
        return lengthProblem(text, media != null);
    }

    static @Nullable TelegramError lengthProblem(FormattedText text, boolean caption) {
        if (caption) {
            return text.length() > Capabilities.CAPTION_LENGTH ? TelegramError.of(400, "MEDIA_CAPTION_TOO_LONG") : null;
        }
        return text.length() > Capabilities.TEXT_LENGTH ? TelegramError.of(400, "MESSAGE_TOO_LONG") : null;
    }
}
