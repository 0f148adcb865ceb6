// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.state.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the processes that share a queue tell each other of it, so that nobody has to wait until he looks by himself. Any of it
 * may be lost.
 */
final class QueueNews implements AutoCloseable {
    private static final int MOST_IDS = 500;
    private static final String APPENDED = "appended";
    private static final String JOB = "job ";
    private static final String ENDED = "ended";
    private static final String RECALL = "recall";

    /** Who hears the news, on any thread. */
    interface Listener {
        /** There are new rows. */
        void appended();

        /** That job may be held or released. */
        void jobChanged(String job);

        /** That row has its end. */
        void ended(long row);

        /** Somebody would withdraw a row that waits in a lane. */
        void recalled();
    }

    private final Signals signals;
    private final String topic;
    private final Signals.Subscription subscription;

    QueueNews(Signals signals, String queue, Listener listener) {
        this.signals = signals;
        this.topic = topic(queue);
        this.subscription = signals.listen(topic, text -> hear(text, listener));
    }

    void appended() {
        signals.publish(topic, APPENDED);
    }

    void jobChanged(String job) {
        signals.publish(topic, JOB + job);
    }

    /** Asks whoever moves the rows of that queue to give back those that wait in lanes. */
    static void recall(Signals signals, String queue) {
        signals.publish(topic(queue), RECALL);
    }

    /** Tells that a row was withdrawn. */
    static void withdrawn(Signals signals, String queue, long row) {
        signals.publish(topic(queue), ENDED + " " + row);
    }

    private static String topic(String queue) {
        return "queue/" + queue;
    }

    void ended(List<Settlement> settlements) {
        List<Long> ids = new ArrayList<>();
        settlements.forEach(settlement -> {
            if (settlement.state().isSettled()) {
                ids.add(settlement.id());
            }
        });
        for (int from = 0; from < ids.size(); from += MOST_IDS) {
            StringBuilder text = new StringBuilder(ENDED);
            ids.subList(from, Math.min(ids.size(), from + MOST_IDS))
                    .forEach(id -> text.append(' ').append((long) id));
            signals.publish(topic, text.toString());
        }
    }

    private static void hear(String text, Listener listener) {
        if (text.equals(APPENDED)) {
            listener.appended();
        } else if (text.equals(RECALL)) {
            listener.recalled();
        } else if (text.startsWith(JOB)) {
            listener.jobChanged(text.substring(JOB.length()));
        } else if (text.startsWith(ENDED + " ")) {
            ids(text.substring(ENDED.length() + 1), listener::ended);
        }
    }

    /** The numbers of a text; one of a later version that is none is passed over. */
    private static void ids(String text, Consumer<Long> taker) {
        for (String word : text.split(" ", -1)) {
            if (word.matches("[0-9]{1,18}")) {
                taker.accept(Long.parseLong(word));
            }
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
