// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What somebody should look at afterwards. May be used from any thread. */
final class Notes {
    private static final int MOST = 1000;

    private final TreeSet<String> unknown = new TreeSet<>();
    private final List<Throwable> failures = new ArrayList<>();

    /** Notes what a client asked for and the schema does not have. */
    synchronized void unknown(String what) {
        if (unknown.size() < MOST) {
            unknown.add(what);
        }
    }

    synchronized List<String> unknown() {
        return new ArrayList<>(unknown);
    }

    /** Notes a mistake of the server. */
    synchronized void failed(Throwable mistake) {
        if (failures.size() < MOST) {
            failures.add(mistake);
        }
    }

    synchronized List<Throwable> failures() {
        return new ArrayList<>(failures);
    }
}
