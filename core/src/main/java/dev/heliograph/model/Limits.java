// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.time.Duration;
import java.util.List;

/**
 * The speed that a session keeps to. The defaults are what was observed of Telegram, not what it promises; every one
 * can be changed, also on a running client.
 *
 * @param session limits on all messages of the account together
 * @param chat limit on the messages to one private chat
 * @param group limit on the messages to one group or channel
 * @param groups limits on the messages to all groups and channels together
 * @param edit limit on the edits in one chat
 * @param resolve limit on look-ups of names
 * @param history limit on pages of history
 * @param login sign-ins that the simulated Telegram lets through; what paces those of a fleet is a matter of its transport
 * @param minimumDelay the least time between two messages to one chat
 */
@Stable
public record Limits(
        List<Limit> session,
        Limit chat,
        Limit group,
        List<Limit> groups,
        Limit edit,
        Limit resolve,
        Limit history,
        Limit login,
        Duration minimumDelay) {
    /** Copies the lists and rejects a negative delay. */
    public Limits {
        session = List.copyOf(session);
        groups = List.copyOf(groups);
        if (minimumDelay.isNegative() || minimumDelay.compareTo(Duration.ofHours(1)) > 0) {
            throw new ConfigurationException(
                    "limits.minimumDelay " + minimumDelay + ": expected 0 to 1h, such as 500ms");
        }
    }

    /**
     * Bots: 30/s, 1/s per private chat, 20 a minute per group (core.telegram.org/bots/faq); edits share the figures
     * that users of the Bot API report.
     */
    public static Limits forBots() {
        return new Limits(
                List.of(Limit.rate(30, 20)),
                Limit.rate(1, 2),
                Limit.window(20, Duration.ofSeconds(60)),
                List.of(),
                Limit.window(20, Duration.ofSeconds(60)),
                Limit.rate(5, 5),
                Limit.rate(1, 5),
                Limit.window(3, Duration.ofMinutes(3)),
                Duration.ZERO);
    }

    /** Users: 1/s and 30 a minute in all, 16 a minute into groups; guards that operators report as quiet. */
    public static Limits forUsers() {
        return new Limits(
                List.of(Limit.rate(1, 1), Limit.window(30, Duration.ofSeconds(60))),
                Limit.rate(1, 1),
                Limit.window(20, Duration.ofSeconds(60)),
                List.of(Limit.window(16, Duration.ofSeconds(60))),
                Limit.window(20, Duration.ofSeconds(60)),
                Limit.window(20, Duration.ofSeconds(60)),
                Limit.window(24, Duration.ofSeconds(30)),
                Limit.window(3, Duration.ofMinutes(3)),
                Duration.ofSeconds(1));
    }

    /** The defaults for the kind of account. */
    public static Limits forAccount(boolean bot) {
        return bot ? forBots() : forUsers();
    }

    /** The same with other limits for the account as a whole. */
    public Limits withSession(Limit... limits) {
        return new Limits(List.of(limits), chat, group, groups, edit, resolve, history, login, minimumDelay);
    }

    /** The same with another limit per private chat. */
    public Limits withChat(Limit limit) {
        return new Limits(session, limit, group, groups, edit, resolve, history, login, minimumDelay);
    }

    /** The same with another limit per group. */
    public Limits withGroup(Limit limit) {
        return new Limits(session, chat, limit, groups, edit, resolve, history, login, minimumDelay);
    }

    /** The same with other limits on all groups together. */
    public Limits withGroups(Limit... limits) {
        return new Limits(session, chat, group, List.of(limits), edit, resolve, history, login, minimumDelay);
    }

    /** The same with other limits for edits, look-ups, history and sign-ins. */
    public Limits withMethods(Limit newEdit, Limit newResolve, Limit newHistory, Limit newLogin) {
        return new Limits(session, chat, group, groups, newEdit, newResolve, newHistory, newLogin, minimumDelay);
    }

    /** The same with another least time between two messages to one chat; 0 to 1 h. */
    public Limits withMinimumDelay(Duration delay) {
        return new Limits(session, chat, group, groups, edit, resolve, history, login, delay);
    }
}
