// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.ParseMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent. Built by {@link #to(Peer)}; the markup is parsed when it is built, so that errors carry their
 * position and the length is known before anything is sent.
 *
 * @param peer the chat
 * @param text the text, or the caption where there is media
 * @param media what it carries, or null for text only
 * @param silent whether it arrives without a sound
 * @param linkPreview whether the first link is shown as a card
 * @param schedule when the server is to send it, or null for now
 * @param replyTo the id of the message it answers, or 0
 * @param allowSendingWithoutReply whether it is sent, answering nothing, where the message it answers is gone
 * @param topic the forum topic, or 0 for none and for the general one, whose number 1 a builder reads as 0: servers want messages for
 *     it without a number (telegram-bot-api, Client.cpp, check_message_topic)
 * @param protect whether it may not be forwarded or saved
 * @param trafficClass how urgent it is
 * @param patience how long the caller is willing to wait, from the call on, or null for the session's flood threshold
 * @param key unique within a queue: a second message with the same key is the first one; or null
 * @param whenUnsure what to do where the answer was lost and the transport cannot tell duplicates apart
 */
@Stable
public record OutgoingMessage(
        Peer peer,
        FormattedText text,
        @Nullable Media media,
        boolean silent,
        boolean linkPreview,
        @Nullable Instant schedule,
        long replyTo,
        boolean allowSendingWithoutReply,
        long topic,
        boolean protect,
        TrafficClass trafficClass,
        @Nullable Duration patience,
        @Nullable String key,
        WhenUnsure whenUnsure) {
    /** The topic that every forum has. */
    private static final long GENERAL = 1;

    /** Starts a message to the chat. */
    public static Builder to(Peer peer) {
        return new Builder(peer);
    }

    /** Starts a message to a chat as people write it: id, {@code @name}, link or {@code me}. */
    public static Builder to(String peer) {
        return new Builder(Peer.of(peer));
    }

    /** Starts a message to the chat with that id. */
    public static Builder to(long chatId) {
        return new Builder(Peer.of(chatId));
    }

    /** A builder that holds what this message holds. */
    public Builder toBuilder() {
        Builder builder = new Builder(peer).text(text);
        builder.media = media;
        builder.silent = silent;
        builder.linkPreview = linkPreview;
        builder.schedule = schedule;
        builder.replyTo = replyTo;
        builder.allowSendingWithoutReply = allowSendingWithoutReply;
        builder.topic = topic;
        builder.protect = protect;
        builder.trafficClass = trafficClass;
        builder.patience = patience;
        builder.key = key;
        builder.whenUnsure = whenUnsure;
        return builder;
    }

    /** Collects the parts of a message. Not for use by several threads. */
    @Stable
    public static final class Builder {
        private final Peer peer;
        private FormattedText text = FormattedText.plain("");
        private @Nullable Media media;
        private boolean silent;
        private boolean linkPreview = true;
        private @Nullable Instant schedule;
        private long replyTo;
        private boolean allowSendingWithoutReply;
        private long topic;
        private boolean protect;
        private TrafficClass trafficClass = TrafficClass.NORMAL;
        private @Nullable Duration patience;
        private @Nullable String key;
        private WhenUnsure whenUnsure = WhenUnsure.HOLD;

        private Builder(Peer peer) {
            this.peer = peer;
        }

        /** Plain text. */
        public Builder text(String plain) {
            return text(plain, ParseMode.NONE);
        }

        /**
         * Text with markup.
         *
         * @throws dev.heliograph.model.text.MarkupException with the position, where the markup is wrong
         */
        public Builder text(String markup, ParseMode mode) {
            return text(FormattedText.parse(markup, mode));
        }

        /**
         * Text with ready entities. The message has it in the form of {@link FormattedText#asSent()}, for whose sake
         * {@link #build()} refuses half surrogate pairs and links that Telegram would not take.
         */
        public Builder text(FormattedText formatted) {
            this.text = formatted;
            return this;
        }

        /** Text in Telegram's HTML. */
        public Builder html(String markup) {
            return text(markup, ParseMode.HTML);
        }

        /** Text in the friendly markdown, where unbalanced marks stay text. */
        public Builder markdown(String markup) {
            return text(markup, ParseMode.MARKDOWN);
        }

        /** A photo, document or album; the text becomes its caption. */
        public Builder media(Media carried) {
            this.media = carried;
            return this;
        }

        /** Without a sound. */
        public Builder silent() {
            return silent(true);
        }

        /** With or without a sound. */
        public Builder silent(boolean value) {
            this.silent = value;
            return this;
        }

        /** Without a card for the first link. */
        public Builder noLinkPreview() {
            return linkPreview(false);
        }

        /** With or without a card for the first link. */
        public Builder linkPreview(boolean value) {
            this.linkPreview = value;
            return this;
        }

        /** To be sent by the server at that time; null = now. */
        public Builder schedule(@Nullable Instant when) {
            this.schedule = when;
            return this;
        }

        /** As an answer to that message of the same chat; 0 = none. */
        public Builder replyTo(long messageId) {
            this.replyTo = messageId;
            return this;
        }

        /** Whether it is sent, answering nothing, where the message it answers is gone; else it is refused then. */
        public Builder allowSendingWithoutReply(boolean value) {
            this.allowSendingWithoutReply = value;
            return this;
        }

        /** Into that forum topic; 0 or 1 = the general one, or none where the chat is no forum. */
        public Builder topic(long topicId) {
            this.topic = topicId == GENERAL ? 0 : topicId;
            return this;
        }

        /** May not be forwarded or saved. */
        public Builder protect(boolean value) {
            this.protect = value;
            return this;
        }

        /** How urgent it is. */
        public Builder trafficClass(TrafficClass value) {
            this.trafficClass = value;
            return this;
        }

        /** How long the caller waits at most; a gate known to open later answers FLOOD_WAIT at once. */
        public Builder deadline(@Nullable Duration patience) {
            this.patience = patience;
            return this;
        }

        /** Unique within a queue, 1 to 128 characters: a second message with the same key is the first one. */
        public Builder key(@Nullable String value) {
            this.key = value;
            return this;
        }

        /** What to do where the answer was lost and the transport cannot tell duplicates apart. */
        public Builder whenUnsure(WhenUnsure value) {
            this.whenUnsure = value;
            return this;
        }

        /**
         * The message.
         *
         * @throws ConfigurationException that lists every problem
         */
        public OutgoingMessage build() {
            java.util.List<String> problems = new java.util.ArrayList<>();
            if (media == null && text.isBlank()) {
                problems.add("message to " + peer + ": expected a text or media");
            }
            if (peer instanceof Peer.Id id && (id.value() > PeerText.LAST_ID || id.value() < -PeerText.LAST_ID)) {
                problems.add("message to " + peer + ": expected an id of at most 52 bits; this one is out of range");
            }
            if (replyTo < 0 || topic < 0) {
                problems.add("message to " + peer + ": replyTo and topic are positive ids, or 0 for none");
            }
            if (patience != null && (patience.isNegative() || patience.isZero())) {
                problems.add("message to " + peer + ": deadline " + patience + ": expected above 0");
            }
            if (key != null && (key.isEmpty() || key.length() > 128)) {
                problems.add("message to " + peer + ": key of " + key.length() + " characters: expected 1 to 128");
            }
            if (key != null && !StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
                problems.add(
                        "message to " + peer + ": key: half a surrogate pair: expected whole characters of Unicode");
            }
            FormattedText kept = text;
            try {
                kept = text.asSent();
            } catch (IllegalArgumentException refused) {
                problems.add("message to " + peer + ": " + refused.getMessage());
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationException(problems);
            }
            return new OutgoingMessage(
                    peer,
                    kept,
                    media,
                    silent,
                    linkPreview,
                    schedule,
                    replyTo,
                    allowSendingWithoutReply,
                    topic,
                    protect,
                    trafficClass,
                    patience,
                    key,
                    whenUnsure);
        }
    }
}
