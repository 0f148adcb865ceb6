// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;

/**
 * What happens to one node: at moments that a seed draws it is killed, stopped, or cut from the state. Together the nodes are
 * struck so that one is whole at any time, which can take over.
 */
final class FleetChaos {
    private static final long MILLION = 1_000_000;

    private final FleetNode node;
    private final SplittableRandom chance;
    private final long leaseMillis;
    private final Semaphore struck;
    private final Map<Blow, Integer> blows = new EnumMap<>(Blow.class);

    /** What a node is struck by. */
    enum Blow {
        KILL,
        STOP,
        CUT,
        SILENCE
    }

    /** @param struck lets as many nodes be struck at once as it has permits */
    FleetChaos(FleetNode node, long seed, long leaseMillis, Semaphore struck) {
        this.struck = struck;
        this.node = node;
        this.chance = new SplittableRandom(seed);
        this.leaseMillis = leaseMillis;
    }

    /** Strikes until that moment of the monotonic clock, and leaves the node whole. */
    Map<Blow, Integer> run(long endNanos) throws IOException, InterruptedException {
        while (true) {
            long calm = chance.nextLong(2 * leaseMillis, 8 * leaseMillis);
            if (System.nanoTime() + calm * MILLION >= endNanos) {
                return blows;
            }
            Thread.sleep(calm);
            node.watch();
            Blow blow = Blow.values()[chance.nextInt(Blow.values().length)];
            blows.merge(blow, 1, Integer::sum);
            struck.acquire();
            try {
                strike(blow);
            } finally {
                struck.release();
            }
        }
    }

    private void strike(Blow blow) throws IOException, InterruptedException {
        switch (blow) {
            case KILL -> {
                node.kill();
                Thread.sleep(chance.nextLong(2 * leaseMillis));
                node.restart();
            }
            case STOP -> {
                node.stop();
                // longer than a lease and its guard time
                Thread.sleep(chance.nextLong(3 * leaseMillis / 2, 4 * leaseMillis));
                node.goOn();
            }
            case CUT -> cut(CutLine.State.CLOSED);
            case SILENCE -> cut(CutLine.State.SILENT);
        }
    }

    private void cut(CutLine.State how) throws InterruptedException {
        node.line().turn(how);
        Thread.sleep(chance.nextLong(leaseMillis / 4, 4 * leaseMillis));
        node.line().turn(CutLine.State.OPEN);
    }
}
