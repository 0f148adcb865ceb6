// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import org.jspecify.annotations.Nullable;

/** Somebody or something that can be written to. */
@Stable
public sealed interface Entity {
    /** What it is. */
    enum Kind {
        /** A person. */
        USER,
        /** A program with a token. */
        BOT,
        /** A basic group or a supergroup. */
        GROUP,
        /** A broadcast channel. */
        CHANNEL
    }

    /** What it is. */
    Kind kind();

    /** The numeric id, as {@link Peer} counts them. */
    long id();

    /** What people see: first and last name, or title. */
    String name();

    /** The public name without "@", or null. */
    @Nullable
    String username();

    /**
     * A person.
     *
     * @param id positive
     * @param name first and last name
     * @param username public name without "@", or null
     * @param deactivated whether the account was deleted
     */
    @Stable
    record User(long id, String name, @Nullable String username, boolean deactivated) implements Entity {
        @Override
        public Kind kind() {
            return Kind.USER;
        }
    }

    /**
     * A bot.
     *
     * @param id positive
     * @param name its first name
     * @param username public name without "@", or null
     */
    @Stable
    record Bot(long id, String name, @Nullable String username) implements Entity {
        @Override
        public Kind kind() {
            return Kind.BOT;
        }
    }

    /**
     * A group of people.
     *
     * @param id negative; supergroups begin with -100
     * @param name the title
     * @param username public name without "@", or null
     * @param slowModeSeconds seconds that a member must let pass between two messages; 0 = none
     * @param forum whether it has topics
     */
    @Stable
    record Group(long id, String name, @Nullable String username, int slowModeSeconds, boolean forum)
            implements Entity {
        @Override
        public Kind kind() {
            return Kind.GROUP;
        }
    }

    /**
     * A broadcast channel.
     *
     * @param id negative, begins with -100
     * @param name the title
     * @param username public name without "@", or null
     */
    @Stable
    record Channel(long id, String name, @Nullable String username) implements Entity {
        @Override
        public Kind kind() {
            return Kind.CHANNEL;
        }
    }
}
