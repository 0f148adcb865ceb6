// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

/** Who lives in every world. */
public final class Inhabitants {
    /** {@code @alice}, who reads everything. */
    public static final long ALICE = 1_000_001;
    /** {@code @bob}, who does so too. */
    public static final long BOB = 1_000_002;
    /** {@code @blocked}, who blocked every sender. */
    public static final long BLOCKED = 1_000_003;
    /** {@code @deactivated}, whose account is deleted. */
    public static final long DEACTIVATED = 1_000_004;
    /** {@code @echo}, who says everything back a second later. */
    public static final long ECHO = 1_000_005;
    /** A supergroup in slow mode: {@link #SLOW_SECONDS} between two messages of one member. */
    public static final long SLOW_GROUP = -1_001_000_000_001L;
    /** A supergroup with the general topic, topics 2 and 3, and topic 4, which is closed. */
    public static final long GROUP = -1_001_000_000_002L;
    /** A supergroup where nobody may write. */
    public static final long READ_ONLY_GROUP = -1_001_000_000_003L;
    /** {@code @news}, a channel in which every session may post. */
    public static final long NEWS = -1_001_000_000_010L;
    /** A basic group, which can be upgraded. */
    public static final long BASIC_GROUP = -4_000_001;
    /** Seconds between two messages in {@link #SLOW_GROUP}. */
    public static final int SLOW_SECONDS = 10;

    /** The highest topic of {@link #GROUP} that exists, which is the closed one. */
    static final long CLOSED_TOPIC = 4;

    private Inhabitants() {}
}
