// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.crypto.RsaKey;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.simulator.mtproto.tl.TlWriter;
import dev.heliograph.testkit.time.Clockwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A data centre without sockets, in virtual time, with a client that says anything. */
final class Counter {
    static final byte[] PLAIN_TAG = {(byte) 0xee, (byte) 0xee, (byte) 0xee, (byte) 0xee};

    final Clockwork clockwork = Clockwork.virtual(1);
    final Notes notes = new Notes();
    final List<byte[]> said = new ArrayList<>();
    final List<CompletableFuture<TlObject>> waiting = new ArrayList<>();
    final Front front;
    final DataCentre centre;
    final Random random;
    boolean answering = true;
    boolean reading = true;
    boolean ended;
    Connection connection;
    Caller caller;

    Counter(long seed, Front front) {
        this.front = front;
        random = new Random(seed);
        centre = new DataCentre(
                clockwork.context("door"),
                RsaKey.published(),
                (key, session, query) -> {
                    CompletableFuture<TlObject> answer = new CompletableFuture<>();
                    if (answering) {
                        answer.complete(Doorway.nearest(1));
                    } else {
                        waiting.add(answer);
                    }
                    return answer;
                },
                Runnable::run,
                notes);
        connection = connect();
        caller = meet();
    }

    /** A new connection in the place of the last. */
    Connection connect() {
        ended = false;
        reading = true;
        Wire wire = new Wire(said::add, () -> ended = true, () -> ended = true, wanted -> reading = wanted);
        connection = new Connection(centre, front, wire);
        return connection;
    }

    /** A new key, known to both sides. */
    Caller meet() {
        byte[] key = new byte[256];
        random.nextBytes(key);
        AuthKey known = centre.keys().register(DcAddress.of(2), key);
        Handshake.Made made = new Handshake.Made(key, known.salts().current(centre.second()));
        // no line: what it seals is carried by hand
        caller = new Caller(null, made, centre.second(), random.nextLong());
        return caller;
    }

    byte[] sealed(byte[] body) {
        return framed(caller.seal(caller.nextId(), body));
    }

    static byte[] framed(byte[] payload) {
        return TlWriter.empty().int32(payload.length).raw(payload).toArray();
    }

    /** Whether a well-behaved newcomer is served. */
    boolean serves() {
        connect();
        meet();
        said.clear();
        connection.receive(PLAIN_TAG);
        connection.receive(sealed(Caller.CODEC.write(TlObject.of("ping").with("ping_id", 1L))));
        return said.size() == 2 && !ended;
    }
}
