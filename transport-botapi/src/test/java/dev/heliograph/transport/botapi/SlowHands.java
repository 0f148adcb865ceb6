// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.spi.transport.EventSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A small mailbox before the real one, where an update waits as it would for a slow handler, in the order of its chat;
 * the end of the process loses what waits. That something was handled is told late as well.
 */
final class SlowHands implements EventSink {
    private static final int ROOM = 30;
    private static final double SLOW = 0.2;

    private final ProcessLife life;
    private final EventSink sink;
    private final Map<Long, Long> busyUntil = new HashMap<>();
    private int waiting;

    SlowHands(ProcessLife life, EventSink sink) {
        this.life = life;
        this.sink = sink;
    }

    @Override
    public boolean offer(Event event, Runnable handled) {
        return sink.offer(event, handled);
    }

    @Override
    public boolean offer(Event event, long updateId, Runnable handled) {
        if (waiting == ROOM) {
            return false;
        }
        waiting++;
        long now = life.timeline.nanos();
        long begin = Math.max(now, busyUntil.getOrDefault(event.chatId(), now));
        long end = begin + span().toNanos();
        busyUntil.put(event.chatId(), end);
        life.later(Duration.ofNanos(end - now), () -> {
            waiting--;
            // a fleet that is closing takes nothing more: it comes again in the next life
            sink.offer(event, updateId, () -> life.later(span(), handled));
        });
        return true;
    }

    private Duration span() {
        boolean slow = life.chance.nextDouble() < SLOW;
        return Duration.ofMillis(slow ? life.chance.nextInt(30_000) : 5);
    }
}
