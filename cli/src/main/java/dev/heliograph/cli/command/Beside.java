// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Console;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.SelfInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sessions that a command sends with. Those that another process has at work, such as {@code serve}, are left to it: it sends
 * what the command stores. Should that process end first, they are connected here.
 */
final class Beside implements AutoCloseable {
    private static final String IN_USE = "IN_USE";
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Strand strand;
    private final List<TelegramClient> left = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private Beside(Timeline timeline) {
        this.strand = timeline.strand("beside");
    }

    /**
     * Connects those sessions; names those that cannot be. Of one that Telegram no longer accepts the log tells, with what to
     * do, where it is shown.
     *
     * @param durable whether another process can send what this one stores
     * @throws FailureException where none can be connected, and none is at work elsewhere
     */
    static Beside connect(Timeline timeline, List<TelegramClient> clients, boolean durable, Workplace place) {
        Beside beside = new Beside(timeline);
        List<CompletableFuture<Outcome<SelfInfo>>> asked =
                clients.stream().map(TelegramClient::connect).toList();
        Failure last = null;
        boolean some = false;
        for (int i = 0; i < clients.size(); i++) {
            Failure failure = asked.get(i).join().failure();
            some |= failure == null;
            if (failure != null) {
                boolean elsewhere = durable && isInUse(failure);
                last = elsewhere ? last : failure;
                beside.note(clients.get(i), failure, elsewhere, place);
            }
        }
        if (last != null && !some && beside.left.isEmpty()) {
            throw new FailureException(
                    clients.size() == 1
                            ? last
                            : new Failure.Rejected(
                                    SendStatus.FAILED,
                                    0,
                                    "NO_SESSION: none of the " + clients.size() + " sessions can be connected"));
        }
        beside.tryLater();
        return beside;
    }

    /** Whether the failure says that another process has the session. */
    static boolean isInUse(Failure failure) {
        return failure.word().equals(IN_USE);
    }

    private void note(TelegramClient client, Failure failure, boolean elsewhere, Workplace place) {
        Console console = place.console();
        if (!elsewhere) {
            boolean lost = failure.kind() == Failure.Kind.SESSION_LOST;
            if (!lost || !place.configuration().log().isOnTerminal()) {
                console.err()
                        .println("heliograph: session " + client.name() + " cannot be connected: "
                                + Ended.by(failure).words()
                                + (lost ? ": " + client.config().remedy() : ""));
            }
            return;
        }
        left.add(client);
        console.err()
                .println("heliograph: " + failure.reason().substring(IN_USE.length() + 2)
                        + ", which sends what is stored");
    }

    private void tryLater() {
        if (!left.isEmpty() && !closed) {
            Object unused = strand.after(AGAIN, this::again);
        }
    }

    private void again() {
        if (closed) {
            return;
        }
        CompletableFuture<?>[] asked =
                left.stream().map(TelegramClient::connect).toArray(CompletableFuture<?>[]::new);
        Object unused = CompletableFuture.allOf(asked)
                .thenRun(() -> strand.execute(() -> {
                    left.removeIf(TelegramClient::isConnected);
                    tryLater();
                }));
    }

    /** Waits for the first of those ends. */
    void await(CompletableFuture<?>... ends) {
        Object unused = CompletableFuture.anyOf(ends).join();
    }

    @Override
    public void close() {
        closed = true;
    }
}
