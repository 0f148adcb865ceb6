// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.RsaKey;
import dev.heliograph.simulator.mtproto.tl.TlCodec;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlSchema;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What all connections share. Its collections may be read from any thread; the rest belongs to the one of the executor. */
final class DataCentre {
    private static final int MOST_NOTES = 1000;

    private final TlCodec codec = TlCodec.of(TlSchema.builtIn());
    private final AuthKeys keys = new AuthKeys();
    private final TreeSet<String> unknown = new TreeSet<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final RsaKey rsa;
    private final RpcHandler handler;
    private final Executor executor;
    private final Timeline timeline;
    private final Strand alarms;
    private final RandomGenerator chance;
    private final Inbox inbox;

    DataCentre(PluginContext context, RsaKey rsa, RpcHandler handler, Executor executor) {
        this.rsa = rsa;
        this.handler = handler;
        this.executor = executor;
        this.timeline = context.timeline();
        this.alarms = timeline.strand("mtproto");
        this.chance = timeline.chance("mtproto");
        this.inbox = new Inbox(this);
    }

    TlCodec codec() {
        return codec;
    }

    AuthKeys keys() {
        return keys;
    }

    RsaKey rsa() {
        return rsa;
    }

    RpcHandler handler() {
        return handler;
    }

    RandomGenerator chance() {
        return chance;
    }

    Inbox inbox() {
        return inbox;
    }

    Instant now() {
        return timeline.instant();
    }

    long second() {
        return now().getEpochSecond();
    }

    byte[] noise(int count) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return bytes;
    }

    byte[] write(TlObject object) {
        return codec.write(object);
    }

    /** Runs a task on the thread of the connections. */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** Runs a task on the thread of the connections once the delay is over. */
    Alarm after(Duration delay, Runnable task) {
        return alarms.after(delay, () -> executor.execute(task));
    }

    /** Notes what a client asked for and the schema does not have. */
    void unknown(String what) {
        synchronized (unknown) {
            if (unknown.size() < MOST_NOTES) {
                unknown.add(what);
            }
        }
    }

    List<String> unknown() {
        synchronized (unknown) {
            return new ArrayList<>(unknown);
        }
    }

    /** Notes a mistake of the server. */
    void failed(Throwable mistake) {
        synchronized (failures) {
            if (failures.size() < MOST_NOTES) {
                failures.add(mistake);
            }
        }
    }

    List<Throwable> failures() {
        synchronized (failures) {
            return new ArrayList<>(failures);
        }
    }
}
