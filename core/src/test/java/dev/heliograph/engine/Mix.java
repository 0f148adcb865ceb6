// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.state.Bucket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Messages of chance to chats of chance, with the limits that hold for them.
 *
 * @param limits of the account
 * @param messages in the order of their arrival
 * @param way how long an answer takes, in nanoseconds
 */
record Mix(Limits limits, List<Message> messages, long way) {
    /** A message that arrives at that time. */
    record Message(Peer peer, Job job, long at) {}

    private static final long SECOND = 1_000_000_000L;

    /** One with chats as hot as a Zipf distribution of chance makes them, hot groups and hot chats, several jobs and late comers. */
    static Mix of(SplittableRandom chance) {
        double speed = chance.nextInt(3) == 0 ? 5 : 1;
        boolean user = chance.nextInt(6) == 0;
        Limits limits = scaled(user ? Limits.forUsers() : Limits.forBots(), speed);
        int wanted = (int)
                (user ? 60 + chance.nextInt(200) : speed * (1_900 + chance.nextInt(2_500)) / (1 + chance.nextInt(3)));
        List<Peer> peers = new ArrayList<>();
        int chats = 5 + chance.nextInt(1_000);
        double exponent = chance.nextDouble() * 1.2;
        double[] weights = new double[chats];
        double sum = 0;
        for (int i = 0; i < chats; i++) {
            weights[i] = Math.pow(i + 1, -exponent);
            sum += weights[i];
        }
        for (int i = 0; i < wanted; i++) {
            double at = chance.nextDouble() * sum;
            int chat = 0;
            while (chat < chats - 1 && at > weights[chat]) {
                at -= weights[chat++];
            }
            peers.add(Peer.of(1_000L + chat));
        }
        for (int group = chance.nextInt(7); group > 0; group--) {
            many(peers, Peer.of(-1_001_100_000_000L - group), 5 + chance.nextInt(60));
        }
        for (int hot = chance.nextInt(30); hot > 0; hot--) {
            many(peers, Peer.of(500L + hot), 20 + chance.nextInt(50));
        }
        shuffle(peers, chance);
        if (chance.nextInt(3) == 0) {
            // what is hot is at the head, or at the end
            Map<Peer, Integer> counts = counts(peers);
            Comparator<Peer> byHeat = Comparator.comparingInt(peer -> counts.getOrDefault(peer, 0));
            peers.sort(chance.nextBoolean() ? byHeat : byHeat.reversed());
        }
        List<Job> jobs = new ArrayList<>();
        for (int i = 1 + chance.nextInt(4); i > 0; i--) {
            jobs.add(new Job("job-" + i, 1 + chance.nextInt(3)));
        }
        long late = chance.nextInt(3) == 0 ? chance.nextInt(60) * SECOND : 0;
        List<Message> messages = new ArrayList<>();
        for (Peer peer : peers) {
            long at = late > 0 && chance.nextInt(3) == 0 ? chance.nextLong(late) : 0;
            messages.add(new Message(peer, jobs.get(chance.nextInt(jobs.size())), at));
        }
        messages.sort(Comparator.comparingLong(Message::at));
        return new Mix(limits, messages, chance.nextInt(200) * SECOND / 1_000);
    }

    private static void many(List<Peer> peers, Peer peer, int count) {
        for (int i = 0; i < count; i++) {
            peers.add(peer);
        }
    }

    private static void shuffle(List<Peer> peers, SplittableRandom chance) {
        for (int i = peers.size() - 1; i > 0; i--) {
            int other = chance.nextInt(i + 1);
            Peer one = peers.get(i);
            peers.set(i, peers.get(other));
            peers.set(other, one);
        }
    }

    private static Map<Peer, Integer> counts(List<Peer> peers) {
        Map<Peer, Integer> counts = new LinkedHashMap<>();
        peers.forEach(peer -> counts.merge(peer, 1, Integer::sum));
        return counts;
    }

    private static Limits scaled(Limits limits, double speed) {
        return limits.withSession(
                        limits.session().stream().map(one -> faster(one, speed)).toArray(Limit[]::new))
                .withChat(faster(limits.chat(), speed))
                .withGroup(faster(limits.group(), speed))
                .withGroups(
                        limits.groups().stream().map(one -> faster(one, speed)).toArray(Limit[]::new));
    }

    private static Limit faster(Limit limit, double speed) {
        return limit instanceof Limit.Rate rate
                ? Limit.rate(rate.perSecond() * speed, (int) (rate.burst() * speed))
                : Limit.window((int) (((Limit.Window) limit).count() * speed), ((Limit.Window) limit).span());
    }

    /** The chats that get one message. */
    Set<Peer> singles() {
        Map<Peer, Integer> counts = counts(messages.stream().map(Message::peer).toList());
        counts.values().removeIf(count -> count > 1);
        return counts.keySet();
    }

    /** No order sends it all in less time, in nanoseconds: each limit alone needs as long. */
    long bound() {
        long bound = Math.max(alone(limits.session(), messages, false), 0);
        Map<Peer, List<Message>> byPeer = new LinkedHashMap<>();
        List<Message> toGroups = new ArrayList<>();
        for (Message message : messages) {
            byPeer.computeIfAbsent(message.peer(), peer -> new ArrayList<>()).add(message);
            if (Domain.ofSend(message.peer()) == Domain.GROUP) {
                toGroups.add(message);
            }
        }
        for (Map.Entry<Peer, List<Message>> one : byPeer.entrySet()) {
            bound = Math.max(bound, alone(List.of(ChatPace.limit(one.getKey(), limits)), one.getValue(), true));
        }
        return Math.max(bound, alone(limits.groups(), toGroups, false));
    }

    /** When the last of them leaves where nothing but these limits holds it. */
    private long alone(List<Limit> limitsOfAll, List<Message> all, boolean oneByOne) {
        List<Bucket> buckets = new ArrayList<>();
        limitsOfAll.forEach(limit -> buckets.add(Bucket.full(limit)));
        long at = 0;
        long free = 0;
        for (Message message : all) {
            at = Math.max(Math.max(at, message.at()), free);
            for (Bucket bucket : buckets) {
                at = Math.max(at, bucket.earliest(at));
            }
            long left = at;
            buckets.replaceAll(bucket -> bucket.takeNow(left + (oneByOne ? way : 0)));
            free = oneByOne ? at + way + limits.minimumDelay().toNanos() : at;
        }
        return at;
    }

    /** Whether the account has a limit that lets nothing through at times. */
    boolean hasWindow() {
        return limits.session().stream().anyMatch(limit -> limit.kind() == Limit.Kind.WINDOW);
    }
}
