// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongToDoubleFunction;

/**
 * A server that closes an account for whole seconds once it sends too fast, and for longer if it knocks meanwhile. Written apart from
 * what it judges: it knows nothing of buckets that are dated by answers.
 */
final class PunishingServer {
    private static final long SECOND = 1_000_000_000L;

    private final LongToDoubleFunction rate;
    private final double burst;
    private final Map<Long, Deque<Long>> chats = new HashMap<>();
    private int groupCount = Integer.MAX_VALUE;
    private long groupSpan;
    private double chatRate;
    private double chatBurst = Double.POSITIVE_INFINITY;
    private final Map<Long, double[]> chatTokens = new HashMap<>();
    private final Map<Long, Long> chatClosed = new HashMap<>();
    private double tokens;
    private long seenAt;
    private long closedUntil = Long.MIN_VALUE;
    private long toldAt = Long.MAX_VALUE;
    private int accepted;
    private int floods;
    private int windows;

    /** Of so many a second at each time, and so many at once. */
    PunishingServer(LongToDoubleFunction rate, int burst) {
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
    }

    /** At most so many in one chat in any such span. */
    PunishingServer withWindow(int count, Duration span) {
        groupCount = count;
        groupSpan = span.toNanos();
        return this;
    }

    /** So many a second in one chat, and so many at once. */
    PunishingServer withChats(double perSecond, int atOnce) {
        chatRate = perSecond;
        chatBurst = atOnce;
        return this;
    }

    /** The wait that it says, zero for an accepted call. */
    Duration judge(long chat, long sentAt, long now, long way) {
        refill(now);
        if (now < closedUntil) {
            floods++;
            if (sentAt >= toldAt) {
                closedUntil = now + 2 * seconds(closedUntil - now) * SECOND;
            }
            toldAt = Math.min(toldAt, now + way * 11 / 10);
            return Duration.ofSeconds(seconds(closedUntil - now));
        }
        if (tokens < 1) {
            windows++;
            long wait = seconds((long) ((1 - tokens) / rate.applyAsDouble(now) * SECOND));
            closedUntil = now + wait * SECOND;
            toldAt = now + way * 11 / 10;
            floods++;
            return Duration.ofSeconds(wait);
        }
        long wait = chatWait(chat, now);
        if (wait > 0) {
            floods++;
            chatClosed.put(chat, now + seconds(wait) * SECOND);
            return Duration.ofSeconds(seconds(wait));
        }
        tokens--;
        accepted++;
        chats.computeIfAbsent(chat, c -> new ArrayDeque<>()).add(now);
        double[] own = chatTokens.get(chat);
        if (own != null) {
            own[0]--;
        }
        return Duration.ZERO;
    }

    private long chatWait(long chat, long now) {
        long until = chatClosed.getOrDefault(chat, now) - now;
        if (until > 0) {
            return until;
        }
        Deque<Long> times = chats.computeIfAbsent(chat, c -> new ArrayDeque<>());
        while (!times.isEmpty() && times.element() + groupSpan <= now) {
            times.remove();
        }
        if (times.size() >= groupCount) {
            return times.element() + groupSpan - now;
        }
        if (chatBurst == Double.POSITIVE_INFINITY) {
            return 0;
        }
        double[] own = chatTokens.computeIfAbsent(chat, c -> new double[] {chatBurst, now});
        own[0] = Math.min(chatBurst, own[0] + (now - own[1]) / 1e9 * chatRate);
        own[1] = now;
        return own[0] >= 1 - 1e-9 ? 0 : Math.max(1, (long) ((1 - own[0]) / chatRate * SECOND));
    }

    private void refill(long now) {
        tokens = Math.min(burst, tokens + (now - seenAt) / 1e9 * rate.applyAsDouble(now));
        seenAt = now;
    }

    private static long seconds(long nanos) {
        return Math.max(1, (nanos + SECOND - 1) / SECOND);
    }

    int accepted() {
        return accepted;
    }

    /** All refusals. */
    int floods() {
        return floods;
    }

    /** Times that the whole account was closed. */
    int windows() {
        return windows;
    }
}
