// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Stable;
import dev.heliograph.spi.time.Strand;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Answers that a fleet owes to callers. Each is given once: by whoever does the work, or with what its caller is told when a
 * strand refuses the work or the fleet ends before. Futures complete where the code of users may run. May be used from any
 * thread.
 */
@Stable
public final class Promises {
    private final Executor blocking;
    private final Set<Promise<?>> open = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Promises(Executor blocking) {
        this.blocking = blocking;
    }

    /**
     * An answer that is owed from now on.
     *
     * @param atTheEnd what is answered where nothing else was when the fleet ends, or the exception that it throws
     */
    public <T> Promise<T> open(Supplier<T> atTheEnd) {
        Promise<T> promise = new Promise<>(atTheEnd);
        open.add(promise);
        if (over) {
            promise.giveUp();
        }
        return promise;
    }

    /** As {@link #open(Supplier)}, where the end is a failure: what was asked for is not done. */
    public <T> Promise<Outcome<T>> outcome() {
        return open(() -> Outcome.failed(closed()));
    }

    /** Hands work to a strand; where that takes nothing more, or the fleet ends before it is done, the answer is the last. */
    public <T> CompletableFuture<T> ask(Strand strand, Supplier<T> atTheEnd, Consumer<Promise<T>> work) {
        Promise<T> promise = open(atTheEnd);
        if (promise.isOwed() && !strand.offer(() -> work.accept(promise))) {
            promise.giveUp();
        }
        return promise.future();
    }

    /** The same answer where the code of users may run, be it an exception; a failure where the fleet ends before. */
    public <T> CompletableFuture<Outcome<T>> told(CompletionStage<Outcome<T>> stage) {
        Promise<Outcome<T>> promise = outcome();
        stage.whenComplete(promise::take);
        return promise.future();
    }

    /** The fleet has ended: what is still owed is answered, and what is asked from now on is at once. */
    public void close() {
        over = true;
        List.copyOf(open).forEach(Promise::giveUp);
    }

    /** Why nothing is done any more. */
    public static Failure closed() {
        return new Failure.Unavailable(Failure.Origin.NETWORK, "the fleet is closed");
    }

    /**
     * One of them.
     *
     * @param <T> what is answered
     */
    @Stable
    public final class Promise<T> implements Consumer<T> {
        private final CompletableFuture<T> future = new CompletableFuture<>();
        private volatile Supplier<T> atTheEnd;

        private Promise(Supplier<T> atTheEnd) {
            this.atTheEnd = atTheEnd;
        }

        /** What the caller waits for. */
        public CompletableFuture<T> future() {
            return future;
        }

        /** Whether it was not given yet. */
        public boolean isOwed() {
            return open.contains(this);
        }

        /** Another answer at the end: more is known by now. */
        public void otherwise(Supplier<T> answer) {
            atTheEnd = answer;
        }

        /** Gives the answer, unless one was given. */
        @Override
        public void accept(T answer) {
            if (open.remove(this)) {
                blocking.execute(() -> future.complete(answer));
            }
        }

        /** Gives the answer of a stage, or its exception. */
        public void take(T answer, Throwable bug) {
            if (bug == null) {
                accept(answer);
            } else {
                fail(bug);
            }
        }

        /** Says that there is none, for a bug or what the caller has to mend. */
        public void fail(Throwable bug) {
            if (open.remove(this)) {
                blocking.execute(() -> future.completeExceptionally(bug));
            }
        }

        /** Nobody will give the answer. */
        public void giveUp() {
            try {
                accept(atTheEnd.get());
            } catch (RuntimeException none) {
                fail(none);
            }
        }
    }
}
