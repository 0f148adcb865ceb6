// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.tl.TlException;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes the wrappers off calls, has them answered and brings the answers back. */
final class Queries {
    private static final int MOST_RUNNING = 65_536;
    private static final int WORTH_PACKING = 512;

    private final DataCentre centre;
    private final TemporaryKeys temporary;
    private int running;

    Queries(DataCentre centre) {
        this.centre = centre;
        this.temporary = new TemporaryKeys(centre);
    }

    void take(Arrival arrival, long messageId, TlObject object, int size) {
        Set<Long> before = new LinkedHashSet<>();
        Session session = arrival.session();
        TlObject query = unwrap(arrival, object, before);
        if (!centre.codec().isCall(query.name())) {
            session.send(result(messageId, RpcException.of(400, "INPUT_METHOD_INVALID")), messageId, true);
            return;
        }
        if (running >= MOST_RUNNING) {
            session.send(result(messageId, RpcException.of(500, "WORKER_BUSY_TOO_LONG_RETRY")), messageId, true);
            return;
        }
        centre.owners().called(arrival.key().root(), session, query.name(), centre.now());
        running++;
        arrival.connection().owes(size);
        CompletableFuture<?>[] waiting = before.stream().map(session::running).toArray(CompletableFuture<?>[]::new);
        session.begin(messageId);
        CompletionStage<Void> ready = CompletableFuture.allOf(waiting);
        CompletableFuture<Ending> ending = ready.thenCompose(nothing -> answer(arrival, messageId, query))
                .handle(Ending::new)
                .toCompletableFuture();
        Consumer<Ending> finish = end -> {
            running--;
            arrival.connection().paid(size);
            finish(session, messageId, query, end.answer(), end.failure());
        };
        if (ending.isDone()) {
            finish.accept(ending.join());
        } else {
            CompletionStage<Ending> later = ending;
            later.thenAccept(end -> centre.execute(() -> finish.accept(end)));
        }
    }

    /** One of the two: what a call came to. */
    private record Ending(
            @Nullable TlObject answer, @Nullable Throwable failure) {}

    private CompletionStage<TlObject> answer(Arrival arrival, long messageId, TlObject query) {
        AuthKey key = arrival.key();
        if (query.is("auth.bindTempAuthKey")) {
            return CompletableFuture.completedFuture(temporary.bind(arrival, messageId, query));
        }
        if (!key.isBound()) {
            throw RpcException.of(401, "AUTH_KEY_PERM_EMPTY");
        }
        if (query.is("auth.dropTempAuthKeys")) {
            return CompletableFuture.completedFuture(temporary.drop(key.root(), query));
        }
        return centre.handler().call(key.root(), arrival.session(), query);
    }

    private void finish(
            Session session, long messageId, TlObject query, @Nullable TlObject answer, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        session.end(messageId);
        if (cause instanceof RpcException silence && silence.isSilence()) {
            session.forget(messageId);
            return;
        }
        byte[] body;
        if (cause instanceof RpcException refusal) {
            body = result(messageId, refusal);
        } else {
            body = result(messageId, query, answer, cause);
        }
        session.send(body, messageId, true);
    }

    private byte[] result(long messageId, TlObject query, @Nullable TlObject answer, @Nullable Throwable mistake) {
        Throwable wrong = mistake;
        if (answer != null && wrong == null) {
            try {
                byte[] written = centre.write(answer);
                byte[] packed = written.length > WORTH_PACKING ? centre.codec().pack(written) : written;
                return Session.result(messageId, packed.length < written.length ? packed : written);
            } catch (TlException unwritable) {
                wrong = unwritable;
            }
        }
        centre.notes().failed(new IllegalStateException("no answer to " + query.name(), wrong));
        return result(messageId, RpcException.of(500, "INTERNAL_SERVER_ERROR"));
    }

    /** The bytes of a refusal. */
    byte[] result(long messageId, RpcException refusal) {
        TlObject error =
                TlObject.of("rpc_error").with("error_code", refusal.code()).with("error_message", refusal.text());
        return Session.result(messageId, centre.write(error));
    }

    private TlObject unwrap(Arrival arrival, TlObject object, Set<Long> before) {
        AuthKey key = arrival.key().root();
        TlObject inner = object;
        while (inner.has("query")) {
            switch (inner.name()) {
                case "invokeWithLayer" -> key.speak(inner.int32("layer"));
                case "initConnection" -> {
                    key.describe(inner.with("query", null));
                    centre.owners().announced(arrival.session(), inner.string("device_model"));
                }
                case "invokeAfterMsg" -> before.add(inner.int64("msg_id"));
                case "invokeAfterMsgs" -> before.addAll(inner.elements("msg_ids", Long.class));
                case "invokeWithoutUpdates" -> {}
                default -> {
                    return inner;
                }
            }
            inner = inner.object("query");
        }
        return inner;
    }
}
