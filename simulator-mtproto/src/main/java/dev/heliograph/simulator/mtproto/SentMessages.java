// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session said and was not confirmed yet. Clients tolerate only so much repetition, so little of it is kept. */
final class SentMessages {
    static final int MOST = 256;
    private static final long MOST_BYTES = 4 << 20;

    private final Map<Long, Sent> sent = new LinkedHashMap<>();
    private long bytes;
    private boolean missed;

    /** A message, and the connection that it went by last. */
    static final class Sent {
        final long id;
        final int seqNo;
        final byte[] body;
        final long answers;

        @Nullable
        Connection by;

        Sent(long id, int seqNo, byte[] body, long answers) {
            this.id = id;
            this.seqNo = seqNo;
            this.body = body;
            this.answers = answers;
        }

        boolean isOnItsWay() {
            Connection last = by;
            return last != null && !last.isClosed();
        }
    }

    void add(Sent message) {
        sent.put(message.id, message);
        bytes += message.body.length;
        while (sent.size() > MOST || (bytes > MOST_BYTES && sent.size() > 1)) {
            Sent oldest = sent.values().iterator().next();
            missed |= !oldest.isOnItsWay();
            remove(oldest.id);
        }
    }

    void remove(long id) {
        Sent removed = sent.remove(id);
        if (removed != null) {
            bytes -= removed.body.length;
        }
    }

    @Nullable
    Sent get(long id) {
        return sent.get(id);
    }

    /** The answer to that message of the client, where it is still kept. */
    @Nullable
    Sent answerTo(long messageId) {
        for (Sent message : sent.values()) {
            if (message.answers == messageId) {
                return message;
            }
        }
        return null;
    }

    /** What has to be said again, since what carried it is gone. */
    List<Sent> stranded() {
        List<Sent> stranded = new ArrayList<>();
        for (Sent message : sent.values()) {
            if (!message.isOnItsWay()) {
                stranded.add(message);
            }
        }
        return stranded;
    }

    /** Something is missing that the client waits for and will not ask for. */
    void miss() {
        missed = true;
    }

    /** Whether something was dropped that the client never got; asking forgets it. */
    boolean takeMissed() {
        boolean was = missed;
        missed = false;
        return was;
    }
}
