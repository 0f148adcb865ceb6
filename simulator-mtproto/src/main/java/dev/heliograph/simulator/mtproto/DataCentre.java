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
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** What all connections share. Belongs to the thread of the executor, except keys and notes. */
final class DataCentre {
    private final TlCodec codec = TlCodec.of(TlSchema.builtIn());
    private final AuthKeys keys = new AuthKeys();
    private final Notes notes;
    private final RsaKey rsa;
    private final RpcHandler handler;
    private final Executor executor;
    private final Timeline timeline;
    private final Strand alarms;
    private final RandomGenerator chance;
    private final Owners owners = new Owners();
    private final Inbox inbox;

    DataCentre(PluginContext context, RsaKey rsa, RpcHandler handler, Executor executor, Notes notes) {
        this.notes = notes;
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

    Owners owners() {
        return owners;
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

    Notes notes() {
        return notes;
    }
}
