// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

/** Times that limits ask for what waits, from now on. All times are nanoseconds, 0 where nothing has to wait. */
interface WorkEstimate {
    /** A view without limits. */
    WorkEstimate UNLIMITED = new WorkEstimate() {
        @Override
        public long rest(Lane lane) {
            return 0;
        }

        @Override
        public Criticality of(int traffic, long behind, long groups) {
            return new Criticality(0, 0);
        }

        @Override
        public boolean mayWait(long rest) {
            return false;
        }

        @Override
        public void idle() {}
    };

    /** Time that the last call of a chat has to wait for the limits of that chat. */
    long rest(Lane lane);

    /**
     * Rule for which chats have no slack left.
     *
     * @param traffic messages and edits that wait in lanes
     * @param behind those that the outbox is known to hold for the same chats
     * @param groups messages to groups, in lanes or behind them
     */
    Criticality of(int traffic, long behind, long groups);

    /** Whether a chat that has no slack left, and needs so long, may wait a little all the same: others end much earlier by it. */
    boolean mayWait(long rest);

    /** Nothing waits any more. */
    void idle();
}
