// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with the updates of one answer, told in one line for each kind: a server that tells nothing but nonsense must not
 * fill a disk. Confined to the strand of its session.
 */
final class BadUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(BadUpdates.class);

    private final String session;
    private int withoutNumber;
    private int unreadable;
    private long firstUnreadable;
    private String firstFault = "";

    BadUpdates(String session) {
        this.session = session;
    }

    void withoutNumber() {
        withoutNumber++;
    }

    void unreadable(long id, String fault) {
        if (unreadable++ == 0) {
            firstUnreadable = id;
            firstFault = fault;
        }
    }

    void log() {
        if (withoutNumber > 0) {
            LOG.atWarn()
                    .addKeyValue("session", session)
                    .addKeyValue("count", withoutNumber)
                    .log("updates came without a number; they cannot be confirmed and are passed over");
        }
        if (unreadable > 0) {
            LOG.atWarn()
                    .addKeyValue("session", session)
                    .addKeyValue("count", unreadable)
                    .addKeyValue("update", firstUnreadable)
                    .addKeyValue("fault", firstFault)
                    .log("updates could not be read; they are confirmed and passed over");
        }
    }
}
