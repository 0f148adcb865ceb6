// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi.state;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SessionName;
import dev.heliograph.model.Stable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing that a store holds, in the words of its ports, so that another kind of store can hold it too. */
@Stable
public sealed interface StateRecord {
    /** What it is. */
    enum Kind {
        /** {@link OfCell}. */
        CELL,
        /** {@link OfValue}. */
        VALUE,
        /** {@link OfSession}. */
        SESSION,
        /** {@link OfQueue}. */
        QUEUE,
        /** {@link OfFence}. */
        FENCE,
        /** {@link OfHold}. */
        HOLD,
        /** {@link OfRow}. */
        ROW
    }

    /** What it is. */
    Kind kind();

    /** Why no store could hold it, in words; null where one can. */
    default @Nullable String flaw() {
        if (this instanceof OfRow told && (told.row().id() < 1 || told.row().id() > Outbox.LARGEST_ID)) {
            return "the id " + told.row().id() + " of a message is none: expected 1 to " + Outbox.LARGEST_ID;
        }
        if (this instanceof OfRow told && told.row().draft().line() < 0) {
            return "the line " + told.row().draft().line() + " of a message is none: expected 0 or more";
        }
        if (this instanceof OfQueue told && (told.lastId() < 0 || told.lastId() > Outbox.LARGEST_ID)) {
            return "the latest id " + told.lastId() + " of a queue is none: expected 0 to " + Outbox.LARGEST_ID;
        }
        return null;
    }

    /**
     * A cell that is there.
     *
     * @param cell its version is told, not restored
     */
    @Stable
    record OfCell(Cell cell) implements StateRecord {
        @Override
        public Kind kind() {
            return Kind.CELL;
        }
    }

    /**
     * A value of a user.
     *
     * @param key its key
     * @param value its content
     * @param expires when it ceases to be, or null
     */
    @Stable
    record OfValue(String key, Bytes value, @Nullable Instant expires) implements StateRecord {
        @Override
        public Kind kind() {
            return Kind.VALUE;
        }
    }

    /**
     * A session of the vault.
     *
     * @param session its name
     * @param sealed as the vault keeps it
     */
    @Stable
    record OfSession(SessionName session, Bytes sealed) implements StateRecord {
        @Override
        public Kind kind() {
            return Kind.SESSION;
        }
    }

    /**
     * A queue of the outbox; before all else of that queue.
     *
     * @param queue its name
     * @param lastId no id up to this is given again
     */
    @Stable
    record OfQueue(String queue, long lastId) implements StateRecord {
        @Override
        public Kind kind() {
            return Kind.QUEUE;
        }
    }

    /**
     * The highest fence with which an owner recovered a queue.
     *
     * @param queue its name
     * @param claimant the owner and the fence
     */
    @Stable
    record OfFence(String queue, Claimant claimant) implements StateRecord {
        @Override
        public Kind kind() {
            return Kind.FENCE;
        }
    }

    /**
     * A job that is held.
     *
     * @param queue its queue
     * @param job its name
     */
    @Stable
    record OfHold(String queue, String job) implements StateRecord {
        @Override
        public Kind kind() {
            return Kind.HOLD;
        }
    }

    /**
     * A row of the outbox; those of a queue come by id.
     *
     * @param queue its queue
     * @param row as it stands
     * @param claimant who claimed it last, or null
     * @param recovered whether its claimant may still tell what became of it, see {@link Outbox#recover}
     */
    @Stable
    record OfRow(String queue, OutboxRow row, @Nullable Claimant claimant, boolean recovered) implements StateRecord {
        @Override
        public Kind kind() {
            return Kind.ROW;
        }
    }
}
