// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

/**
 * The data centre that a client wants.
 *
 * @param number 1 or more
 * @param test whether it is one of the test servers
 * @param media whether only files are asked for
 */
public record DcAddress(int number, boolean test, boolean media) {
    private static final int TEST = 10_000;

    /** Where clients are that cannot say which one they want. */
    static final DcAddress UNTOLD = new DcAddress(2, false, false);

    /** One of the production servers, for everything. */
    public static DcAddress of(int number) {
        return new DcAddress(number, false, false);
    }

    static DcAddress parse(int wire) {
        int positive = Math.abs(wire);
        boolean test = positive > TEST;
        int number = test ? positive - TEST : positive;
        if (number < 1 || number > 1000) {
            return UNTOLD;
        }
        return new DcAddress(number, test, wire < 0);
    }

    /** Whether keys of one are known at the other. */
    boolean shares(DcAddress other) {
        return number == other.number && test == other.test;
    }
}
