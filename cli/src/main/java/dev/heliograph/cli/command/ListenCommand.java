// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.command;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.MessageEvent;
import dev.heliograph.api.MessageFilter;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.Json;
import dev.heliograph.cli.render.OutputClosedException;
import dev.heliograph.cli.render.OutputReader;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.EventLeftException;
import dev.heliograph.model.Failure;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints what comes in. */
@Command(name = "listen", description = "Print new and edited messages, one JSON object a line, until Ctrl-C.")
public final class ListenCommand implements Task {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Set<String> DIRECTIONS = Set.of("incoming", "outgoing");

    @Option(
            names = "--filter",
            paramLabel = "KEY=VALUE",
            description = "chat=ID, sender=ID, text=REGEX, incoming or outgoing; several must all hold.")
    private List<String> filters = new ArrayList<>();

    @Option(names = "--count", paramLabel = "N", description = "End after so many messages.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--for", paramLabel = "DURATION", description = "End after that time.")
    private @Nullable Duration span;

    @Override
    public int run(Workplace place) {
        MessageFilter filter = filter();
        CompletableFuture<Void> interrupted = Interruption.awaited();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Shown shown = new Shown(filter, place.console(), count, ended);
        try (Heliograph heliograph = place.fleets().open(false)) {
            for (TelegramClient client : heliograph.clients()) {
                // all of them: what a filter leaves out behind the last that is shown stays with the server too
                Object unused = client.onMessage(
                        MessageFilter.all(),
                        event -> shown.take(event, () -> Simulated.mark(json(client, event), heliograph)));
            }
            for (TelegramClient client : heliograph.clients()) {
                Failure failure = client.connect().join().failure();
                if (failure != null) {
                    throw new FailureException(failure);
                }
            }
            Strand strand = heliograph.timeline().strand("listen");
            if (span != null) {
                Object unused = strand.after(span, () -> ended.complete(null));
            }
            shown.watch(strand, new OutputReader());
            Object unused = CompletableFuture.anyOf(ended, interrupted).join();
            shown.end();
        }
        return ended.isDone() ? ExitCode.DONE : ExitCode.INTERRUPTED;
    }

    /** What was printed: each message is, or stays with the server for whoever listens next. */
    private static final class Shown {
        private final MessageFilter filter;
        private final Console console;
        private final CompletableFuture<Void> ended;
        private long left;

        Shown(MessageFilter filter, Console console, long count, CompletableFuture<Void> ended) {
            this.filter = filter;
            this.console = console;
            this.left = count;
            this.ended = ended;
        }

        synchronized void take(MessageEvent event, Supplier<Json> line) {
            if (left == 0) {
                throw new EventLeftException();
            }
            if (!filter.matches(event.message())) {
                return;
            }
            try {
                console.line(line.get());
            } catch (OutputClosedException gone) {
                left = 0;
                ended.completeExceptionally(gone);
                throw new EventLeftException();
            }
            left--;
            if (left == 0) {
                ended.complete(null);
            }
        }

        /** Ends with the reader, even where no message comes that could not be written. */
        void watch(Strand strand, OutputReader reader) {
            try {
                reader.check();
                Object unused = strand.after(LOOK, () -> watch(strand, reader));
            } catch (OutputClosedException gone) {
                ended.completeExceptionally(gone);
            }
        }

        synchronized void end() {
            left = 0;
        }
    }

    private MessageFilter filter() {
        if (count < 1) {
            throw new ConfigurationException("--count " + count + ": expected 1 or more");
        }
        MessageFilter filter = MessageFilter.all();
        for (String text : filters) {
            int equals = text.indexOf('=');
            String key = equals < 0 ? text : text.substring(0, equals);
            String value = equals < 0 ? "" : text.substring(equals + 1);
            if (equals >= 0 && DIRECTIONS.contains(key)) {
                throw wrong(text, "expected " + key + " alone, without a value");
            }
            try {
                filter = switch (key) {
                    case "chat" -> filter.chat(id(text, value));
                    case "sender" -> filter.sender(id(text, value));
                    case "text" -> filter.text(Pattern.compile(value));
                    case "incoming" -> filter.incoming();
                    case "outgoing" -> filter.outgoingOnly();
                    default -> throw wrong(text, "expected chat=, sender=, text=, incoming or outgoing");
                };
            } catch (PatternSyntaxException notAPattern) {
                throw wrong(text, "expected a regular expression: " + notAPattern.getDescription());
            }
        }
        return filter;
    }

    private static long id(String filter, String value) {
        try {
            if (Peer.of(value) instanceof Peer.Id id) {
                return id.value();
            }
        } catch (IllegalArgumentException nobody) {
            throw wrong(filter, String.valueOf(nobody.getMessage()));
        }
        throw wrong(filter, "expected a numeric id");
    }

    private static ConfigurationException wrong(String filter, String expected) {
        return new ConfigurationException("--filter " + filter + ": " + expected);
    }

    private static Json json(TelegramClient client, MessageEvent event) {
        return Shapes.message(event.message())
                .put("event", event.edited() ? "message_edited" : "new_message")
                .put("session", client.name());
    }
}
