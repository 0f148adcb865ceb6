// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in a session. */
@Stable
public sealed interface Event {
    /** What happened. */
    enum Kind {
        /** {@link NewMessage}. */
        NEW_MESSAGE,
        /** {@link MessageEdited}. */
        MESSAGE_EDITED,
        /** {@link MessagesDeleted}. */
        MESSAGES_DELETED,
        /** {@link ConnectionChanged}. */
        CONNECTION_CHANGED,
        /** {@link Disconnected}. */
        DISCONNECTED,
        /** {@link FloodWaited}. */
        FLOOD_WAITED,
        /** {@link SessionGone}. */
        SESSION_LOST,
        /** {@link ChatMigrated}. */
        CHAT_MIGRATED,
        /** {@link Notice}. */
        NOTICE;

        /** Whether it comes from other people through Telegram, rather than from the connection or the engine. */
        public boolean isReceived() {
            return this == NEW_MESSAGE || this == MESSAGE_EDITED || this == MESSAGES_DELETED;
        }
    }

    /** What happened. */
    Kind kind();

    /** The chat it concerns, which decides the order of handling, or 0 for the session as a whole. */
    default long chatId() {
        return 0;
    }

    /**
     * A message came in, or was sent by another session of the same account.
     *
     * @param message it
     */
    @Stable
    record NewMessage(Message message) implements Event {
        @Override
        public Kind kind() {
            return Kind.NEW_MESSAGE;
        }

        @Override
        public long chatId() {
            return message.chatId();
        }
    }

    /**
     * A message was changed.
     *
     * @param message as it stands now
     */
    @Stable
    record MessageEdited(Message message) implements Event {
        @Override
        public Kind kind() {
            return Kind.MESSAGE_EDITED;
        }

        @Override
        public long chatId() {
            return message.chatId();
        }
    }

    /**
     * Messages are gone.
     *
     * @param chatId where
     * @param messageIds which, ascending
     */
    @Stable
    record MessagesDeleted(long chatId, List<Long> messageIds) implements Event {
        /** Copies the list. */
        public MessagesDeleted {
            messageIds = List.copyOf(messageIds);
        }

        @Override
        public Kind kind() {
            return Kind.MESSAGES_DELETED;
        }
    }

    /**
     * The connection came or went.
     *
     * @param state what it is now
     * @param cause why it went, or null
     */
    @Stable
    record ConnectionChanged(
            ConnectionState state, @Nullable Failure cause) implements Event {
        @Override
        public Kind kind() {
            return Kind.CONNECTION_CHANGED;
        }
    }

    /**
     * A connection that was ready is gone.
     *
     * @param cause why
     * @param willReconnect whether the session tries again by itself
     */
    @Stable
    record Disconnected(Failure cause, boolean willReconnect) implements Event {
        @Override
        public Kind kind() {
            return Kind.DISCONNECTED;
        }
    }

    /**
     * Telegram asked for a pause.
     *
     * @param pause how long
     * @param scope what it closes, after widening
     * @param method the call that was refused
     * @param chatId the chat of that call, or 0
     */
    @Stable
    record FloodWaited(Duration pause, FloodScope scope, String method, long chatId) implements Event {
        @Override
        public Kind kind() {
            return Kind.FLOOD_WAITED;
        }
    }

    /**
     * Telegram no longer accepts the session.
     *
     * @param reason the server's word
     */
    @Stable
    record SessionGone(String reason) implements Event {
        @Override
        public Kind kind() {
            return Kind.SESSION_LOST;
        }
    }

    /**
     * A basic group became a supergroup: its id changed.
     *
     * @param from the id until now
     * @param to the id from now on
     */
    @Stable
    record ChatMigrated(long from, long to) implements Event {
        @Override
        public Kind kind() {
            return Kind.CHAT_MIGRATED;
        }

        @Override
        public long chatId() {
            return from;
        }
    }

    /**
     * A word of the service to the account.
     *
     * @param text it
     */
    @Stable
    record Notice(String text) implements Event {
        @Override
        public Kind kind() {
            return Kind.NOTICE;
        }
    }
}
