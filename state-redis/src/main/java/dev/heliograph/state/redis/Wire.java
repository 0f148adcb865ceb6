// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Replication;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs scripts and turns whatever happens into an outcome. Any thread. */
final class Wire {
    private static final Failure CLOSED = new Failure.Unavailable(Failure.Origin.STATE, "the store is closed");

    private final Line line;
    private final Copies copies;
    private final int wanted;
    private final Duration patience;
    /** Keys whose master had a replica since the store was opened. */
    private final Set<String> replicated = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * Over a line that is open.
     *
     * @param wanted replicas that must have what is written firmly; 0 asks for one where there is one
     * @param patience how long they are waited for
     */
    Wire(Line line, int wanted, Duration patience) {
        this.line = line;
        this.copies = new Copies();
        this.wanted = wanted;
        this.patience = patience;
    }

    Line line() {
        return line;
    }

    Copies copies() {
        return copies;
    }

    void close() {
        closed = true;
    }

    /** Runs a script over the keys of one slot. */
    CompletionStage<Outcome<Reply>> run(Script script, String key, List<byte[]> arguments) {
        return guarded(script, () -> {
            byte[] bytes = Names.utf8(key);
            return line.to(bytes, false)
                    .thenCompose(
                            server -> eval(server, script, bytes, arguments).thenApply(Outcome::done));
        });
    }

    /**
     * Runs a script whose first answer is the number of replicas, and waits for them: what it wrote shall outlive the
     * server. Where replicas are wanted and do not have it in time, that is a failure, although it is written.
     *
     * @param each parts of the answer, after the first, that tell of one row
     */
    CompletionStage<Outcome<Firm>> runFirmly(Script script, String key, List<byte[]> arguments, int each) {
        return guarded(script, () -> {
            byte[] bytes = Names.utf8(key);
            return line.to(bytes, true)
                    .thenCompose(server -> eval(server, script, bytes, arguments)
                            .thenCompose(reply -> copied(server, reply, key, each)));
        });
    }

    /**
     * What a script answered, and who has what it wrote.
     *
     * @param reply as it came, with the number of replicas
     * @param replication {@code NONE} where no replica was ever connected
     */
    record Firm(Reply reply, Replication replication) {}

    private CompletionStage<Outcome<Firm>> copied(
            RedisAsyncCommands<byte[], byte[]> server, Reply reply, String key, int each) {
        boolean isConnected = reply.number(0) > 0;
        boolean wasConnected = isConnected ? !replicated.add(key) : replicated.contains(key);
        if (wanted == 0 && !isConnected && wasConnected) {
            // nobody to wait for, where there was somebody
            return CompletableFuture.completedFuture(judged(1, 0, reply, each));
        }
        long asked = wanted == 0 && isConnected ? 1 : wanted;
        if (asked == 0) {
            return CompletableFuture.completedFuture(Outcome.done(new Firm(reply, Replication.NONE)));
        }
        return server.waitForReplication((int) asked, patience.toMillis())
                .handle((have, failed) -> judged(asked, have == null ? 0 : have, reply, each));
    }

    private Outcome<Firm> judged(long asked, long have, Reply reply, int each) {
        boolean isCopied = have >= asked;
        boolean isAccepted = isCopied || wanted == 0;
        copies.count(isCopied, isAccepted ? (reply.size() - 1) / each : 0);
        return isAccepted
                ? Outcome.done(new Firm(reply, isCopied ? Replication.CONFIRMED : Replication.UNCONFIRMED))
                : Outcome.failed(new Failure.Ambiguous(
                        "written, but " + have + " of " + asked + " replicas confirmed it in time"));
    }

    private <T> CompletionStage<Outcome<T>> guarded(Script script, Supplier<CompletionStage<Outcome<T>>> call) {
        if (closed) {
            return CompletableFuture.completedFuture(Outcome.failed(CLOSED));
        }
        CompletionStage<Outcome<T>> stage;
        try {
            stage = call.get();
        } catch (RuntimeException refused) {
            stage = CompletableFuture.failedFuture(refused);
        }
        return stage.exceptionally(thrown -> failed(script, thrown));
    }

    private <T> Outcome<T> failed(Script script, Throwable thrown) {
        if (Failures.isMisled(thrown)) {
            line.lookForMaster();
        }
        return Outcome.failed(Failures.of(thrown, script.writes()));
    }

    private static CompletionStage<Reply> eval(
            RedisScriptingAsyncCommands<byte[], byte[]> server, Script script, byte[] key, List<byte[]> arguments) {
        byte[][] keys = {key};
        byte[][] values = arguments.toArray(byte[][]::new);
        CompletionStage<@Nullable Object> first = server.evalsha(script.digest(), ScriptOutputType.MULTI, keys, values);
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        first.whenComplete((reply, failed) -> {
            if (failed == null) {
                answer.complete(Reply.of(reply));
            } else if (Failures.cause(failed) instanceof RedisNoScriptException) {
                CompletionStage<@Nullable Object> second =
                        server.eval(script.source(), ScriptOutputType.MULTI, keys, values);
                second.whenComplete((late, again) -> complete(answer, late, again));
            } else {
                answer.completeExceptionally(failed);
            }
        });
        return answer;
    }

    private static void complete(CompletableFuture<Reply> answer, @Nullable Object reply, @Nullable Throwable failed) {
        if (failed == null) {
            answer.complete(Reply.of(reply));
        } else {
            answer.completeExceptionally(failed);
        }
    }
}
