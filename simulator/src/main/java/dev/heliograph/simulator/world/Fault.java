// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.util.Locale;

/** What may go wrong. Each fault has a rate: the share of the calls, or of the people, that it meets. */
public enum Fault {
    /** The server answers a call with 500 or 503 and does nothing. */
    SERVER_ERRORS(0.05, "share of calls that the server answers with an error of the 500s, without effect"),
    /** The connection is found dead before the request was written. */
    LOST_BEFORE(0.02, "share of calls that fail before the request was written"),
    /** The request was written and never read. */
    LOST_UNREAD(0.01, "share of calls that were written and never reached the server, which the client cannot know"),
    /** The request was carried out and its answer lost. */
    LOST_AFTER(0.02, "share of calls that were carried out although their answer was lost"),
    /** The answer takes 1 to 45 s. */
    DELAYS(0.02, "share of answers that take 1 to 45 s"),
    /** The connection breaks, with everything that was under way on it. */
    DISCONNECTS(0.002, "share of calls after which the connection breaks"),
    /** Connecting fails. */
    REFUSED_CONNECTIONS(0.3, "share of attempts to connect that fail"),
    /** The account lives in another data centre: 303, once. */
    DC_MIGRATIONS(0.2, "share of connections that are sent to another data centre first"),
    /** The session is ended from elsewhere. */
    REVOCATIONS(0.00001, "share of calls that find their session revoked for good"),
    /** The server asks for a pause although the limits were kept. */
    FLOODS(0.01, "share of sends that are answered with a flood wait out of the blue"),
    /** Users only: the account may no longer write to strangers. */
    PEER_FLOODS(0.00002, "share of a user's sends to strangers that get the account restricted"),
    /** The account may only read. */
    FREEZES(0.00001, "share of sends after which the account is frozen"),
    /** The limits of an account are halved for ten minutes. */
    TIGHTENED_LIMITS(0.0005, "share of sends after which the account's speed is halved for ten minutes"),
    /** People who blocked every session. */
    BLOCKERS(0.02, "share of strangers who blocked the sender"),
    /** People who deleted their account. */
    DEACTIVATED(0.01, "share of strangers whose account is deleted"),
    /** The server carries a call out and answers it with 500. Chaos leaves it out, so that its histories stay as they were. */
    SERVER_ERRORS_AFTER(0, "share of calls that the server carries out and answers with an error of the 500s"),
    /** The server takes a message, deletes it at once and answers with 500. By the Bot API; chaos leaves it out. */
    DELETED_AT_ONCE(0, "share of messages over the Bot API that are taken, deleted at once and answered with 500"),
    /** A proxy lost count: the answer is that of an earlier call. By the Bot API; chaos leaves it out. */
    FOREIGN_ANSWERS(0, "share of messages over the Bot API whose answer is that of the call before"),
    /** The server asks for a pause in words that nobody knows. By the Bot API; chaos leaves it out. */
    UNKNOWN_WORDS(0, "share of flood waits over the Bot API whose words are unknown, the wait apart");

    private final double most;
    private final String sentence;

    Fault(double most, String sentence) {
        this.most = most;
        this.sentence = sentence;
    }

    /** The highest rate that chaos draws; 0 for a fault that has to be asked for. */
    public double most() {
        return most;
    }

    /** What its rate is the share of. */
    public String sentence() {
        return sentence;
    }

    /** Its name in addresses: lower case with hyphens. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
