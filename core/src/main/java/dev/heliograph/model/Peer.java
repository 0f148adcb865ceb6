// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom a message goes to, as the caller names him. Ids are those of the Bot API: users are positive, basic groups are
 * negative, supergroups and channels begin with -100.
 */
@Stable
public sealed interface Peer {
    /** What form the address has. */
    enum Kind {
        /** A numeric id. */
        ID,
        /** A public name. */
        USERNAME,
        /** The session's own account ("saved messages"). */
        SELF
    }

    /** The form of this address. */
    Kind kind();

    /**
     * A chat by its id.
     *
     * @param value not 0
     */
    @Stable
    record Id(long value) implements Peer {
        /** Rejects 0, which Telegram never gives out. */
        public Id {
            if (value == 0) {
                throw new IllegalArgumentException("chat id 0: expected a user id or a negative chat id");
            }
        }

        @Override
        public Kind kind() {
            return Kind.ID;
        }

        /** Whether this is a group, supergroup or channel rather than a private chat. */
        public boolean isGroup() {
            return value < 0;
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /**
     * A chat by its public name.
     *
     * @param value lower case, without the leading "@"; Telegram compares names without regard to case
     */
    @Stable
    record Username(String value) implements Peer {
        private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{2,31}");

        /** Lower-cases the name and checks its form (a letter, then letters, digits or underscores; 3 to 32). */
        public Username {
            value = value.toLowerCase(Locale.ROOT);
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("username '@" + value
                        + "': expected 3 to 32 letters, digits or underscores, starting with a letter");
            }
        }

        @Override
        public Kind kind() {
            return Kind.USERNAME;
        }

        @Override
        public String toString() {
            return "@" + value;
        }
    }

    /** The chat of the session's account with itself. */
    @Stable
    record Self() implements Peer {
        @Override
        public Kind kind() {
            return Kind.SELF;
        }

        @Override
        public String toString() {
            return "me";
        }
    }

    /** A chat by its id, not 0. */
    static Peer of(long id) {
        return new Id(id);
    }

    /** The session's own account. */
    static Peer self() {
        return new Self();
    }

    /**
     * Reads an address as people write it: a number in plain digits, {@code @name}, {@code me}, or a link of Telegram to a
     * chat or to a message in it, such as {@code t.me/name}, {@code t.me/c/1234567890/5} or {@code tg://user?id=7}. Phone
     * numbers and invitations are no addresses.
     *
     * @throws IllegalArgumentException that says what was expected, or what the address is instead; it shows no phone
     *     number and no invitation
     */
    static Peer of(String text) {
        return PeerText.read(text.strip());
    }
}
