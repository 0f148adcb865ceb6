// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import dev.heliograph.testkit.time.Clockwork;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

/** A door with a port behind SOCKS5 and a handler that a test can teach. By itself it counts calls in nearestDc. */
final class Doorway implements RpcHandler, AutoCloseable {
    final Clockwork clockwork = Clockwork.real(Duration.ofSeconds(10));
    final List<TlObject> calls = new CopyOnWriteArrayList<>();
    final List<Session> sessions = new CopyOnWriteArrayList<>();
    final List<AuthKey> destroyed = new CopyOnWriteArrayList<>();
    final MtprotoDoor door;
    final int port;
    volatile RpcHandler lesson = (key, session, query) -> CompletableFuture.completedFuture(nearest(calls.size()));
    private final List<Line> lines = new ArrayList<>();
    private long seed = 1;
    private int expected;

    Doorway() {
        door = MtprotoDoor.start(clockwork.context("door"), this);
        port = door.open(0, Front.socks5());
    }

    @Override
    public CompletionStage<TlObject> call(AuthKey key, Session session, TlObject query) {
        calls.add(query);
        return lesson.call(key, session, query);
    }

    @Override
    public void began(AuthKey key, Session session) {
        sessions.add(session);
    }

    @Override
    public void destroyed(AuthKey key) {
        destroyed.add(key);
    }

    static TlObject nearest(int number) {
        return TlObject.of("nearestDc")
                .with("country", "NL")
                .with("this_dc", number)
                .with("nearest_dc", 2);
    }

    static TlObject question() {
        return TlObject.of("help.getNearestDc");
    }

    Line line() throws IOException {
        Line line = Line.throughSocks(port, 2, seed++);
        lines.add(line);
        return line;
    }

    Line bare(int otherPort) throws IOException {
        Line line = Line.to(otherPort, seed++);
        lines.add(line);
        return line;
    }

    Caller caller() throws IOException {
        return caller(line());
    }

    Caller caller(Line line) throws IOException {
        return caller(line, new Handshake(line, new Random(seed++)).run(0));
    }

    Caller caller(Line line, Handshake.Made made) {
        return new Caller(line, made, clockwork.timeline().instant().getEpochSecond(), seed++);
    }

    Handshake handshake(Line line) {
        return new Handshake(line, new Random(seed++));
    }

    void await(BooleanSupplier condition) {
        assertThat(clockwork.advanceUntil(condition, Duration.ofSeconds(10))).isTrue();
    }

    /** The failures that a test planted. */
    List<Throwable> takeFailures() {
        List<Throwable> planted = door.failures();
        expected = planted.size();
        return planted;
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.close();
        }
        door.close();
        clockwork.close();
        assertThat(door.failures()).hasSize(expected);
    }
}
