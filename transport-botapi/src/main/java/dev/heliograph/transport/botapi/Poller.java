// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Event;
import dev.heliograph.model.Failure;
import dev.heliograph.spi.time.Alarm;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the server for updates as long as the session is connected and somebody listens. An update is confirmed, by asking
 * for what follows it, once its handlers and those of all before it are done. Its methods may be called from any thread;
 * all of it runs on the strand of the session.
 */
final class Poller implements Receiver {
    /** How much longer than the server was told to wait a poll may take, to the last byte. */
    static final Duration SLACK = Duration.ofSeconds(10);

    /** Updates in one answer at most; also how many the server tells again while the first of them is not handled. */
    static final int LIMIT = 100;

    private static final int CONFLICT = 409;
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration FULL = Duration.ofMillis(250);
    private static final Duration HASTE = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Duration FORGETFUL = Duration.ofDays(6);

    private final Reception reception;
    private final PollCounts counts;
    private final UpdateIntake intake;
    private final PollPauses pauses;
    private final PollWatchdog watchdog;
    private @Nullable UpdateReader reader;
    private boolean wanted;
    private boolean running;
    /** Whether the server is being told what was handled: it would end a poll that comes before that. */
    private boolean parting;
    /** Tells answers and alarms of the present loop from those of one that was given up. */
    private long generation;

    private @Nullable Alarm pause;
    /** Whether the pause is over as soon as the handlers are done. */
    private boolean forHandlers;

    /** From which update the server was last asked to tell. */
    private long asked;

    private long conflictsInARow;
    private long lastNews;

    Poller(Reception reception, PollCounts counts) {
        this.reception = reception;
        this.counts = counts;
        this.intake = new UpdateIntake(reception, counts, this::progressed);
        this.pauses = new PollPauses(reception.timeline().chance("poll/" + reception.session()));
        this.watchdog = new PollWatchdog(reception, reception.pollTimeout().plus(SLACK), this::restart);
    }

    @Override
    public void receive(boolean listening) {
        reception.strand().execute(() -> {
            wanted = listening;
            if (listening) {
                start();
            } else if (running) {
                stop();
            }
        });
    }

    @Override
    public CompletionStage<Optional<Failure>> connected(long self) {
        reception.strand().execute(() -> {
            reader = new UpdateReader(self);
            start();
        });
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Void> disconnected() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        reception.strand().execute(() -> {
            reader = null;
            if (running) {
                stop().whenComplete((answer, bug) -> gone.complete(null));
            } else {
                gone.complete(null);
            }
        });
        return gone;
    }

    private void start() {
        if (wanted && reader != null && !running && !parting) {
            running = true;
            generation++;
            intake.begin();
            lastNews = reception.timeline().nanos();
            step();
        }
    }

    /** Gives the loop up, and tells the server what is handled, so that it is not told again. Ends in any case. */
    private CompletionStage<Verdict> stop() {
        halt();
        CompletableFuture<Verdict> told = new CompletableFuture<>();
        ObjectNode params = params(Duration.ZERO, 1);
        if (intake.window().offset() == 0) {
            told.complete(Verdict.done(params));
            return told;
        }
        parting = true;
        Alarm late = reception.strand().after(FAREWELL.plus(HASTE), () -> told.complete(broken(null)));
        farewell(params).whenComplete((verdict, bug) -> told.complete(verdict == null ? broken(bug) : verdict));
        return told.whenCompleteAsync(
                (verdict, bug) -> {
                    late.cancel();
                    parting = false;
                    start();
                },
                reception.strand());
    }

    private CompletionStage<Verdict> farewell(ObjectNode params) {
        try {
            return reception.calls().call("getUpdates", params, FAREWELL);
        } catch (RuntimeException bug) {
            return CompletableFuture.completedFuture(broken(bug));
        }
    }

    private void halt() {
        running = false;
        generation++;
        cancelPause();
        watchdog.sleep();
        intake.putBack();
    }

    /** Decides what comes next; whatever goes wrong in here, polling goes on. */
    @SuppressWarnings("CatchingUnchecked")
    private void step() {
        try {
            if (!intake.drain()) {
                pause(FULL, false);
            } else if (intake.window().size() >= LIMIT) {
                pause(FULL, true);
            } else {
                poll();
            }
        } catch (Exception bug) {
            stumbled(bug);
        }
    }

    private void poll() {
        if (reception.timeline().nanos() - lastNews > FORGETFUL.toNanos()) {
            // after a week without news Telegram counts from a random number, which may be below the one asked for
            intake.window().restart();
        }
        long present = generation;
        asked = intake.window().offset();
        long begun = reception.timeline().nanos();
        Duration patience = reception.pollTimeout().plus(SLACK);
        counts.polls.incrementAndGet();
        watchdog.expect(patience);
        reception
                .calls()
                .call("getUpdates", params(reception.pollTimeout(), LIMIT), patience)
                .whenCompleteAsync(
                        (verdict, bug) -> {
                            if (present == generation) {
                                answered(verdict == null ? broken(bug) : verdict, begun);
                            }
                        },
                        reception.strand());
    }

    @SuppressWarnings("CatchingUnchecked")
    private void answered(Verdict verdict, long begun) {
        try {
            JsonNode updates = verdict.outcome().value();
            Failure failure = verdict.failure();
            if (verdict.code() == CONFLICT) {
                conflict(verdict.description());
            } else if (updates != null && updates.isArray()) {
                came(updates, Duration.ofNanos(reception.timeline().nanos() - begun));
            } else {
                failed(
                        failure == null
                                ? new Failure.Unavailable(Failure.Origin.SERVER, "no list of updates")
                                : failure);
            }
        } catch (Exception bug) {
            stumbled(bug);
        }
    }

    private void came(JsonNode updates, Duration took) {
        UpdateReader present = reader;
        if (present == null) {
            return;
        }
        conflictsInARow = 0;
        pauses.answered();
        int fresh = intake.take(updates, present);
        boolean sawNothing = updates.isEmpty() && took.compareTo(HASTE) >= 0;
        if (fresh > 0) {
            lastNews = reception.timeline().nanos();
        }
        if (fresh > 0 || sawNothing) {
            pauses.brought();
        }
        if (!intake.drain()) {
            pause(FULL, false);
        } else if (sawNothing || (hasMoved() && intake.window().size() == 0)) {
            step();
        } else {
            // what is in hand, or cannot be confirmed, would be told again at once: asking without pause would be a
            // storm
            pause(pauses.whileHandlersWork(), true);
        }
    }

    /** Whether the next poll asks for later updates than this one did. */
    private boolean hasMoved() {
        return intake.window().offset() > asked;
    }

    private void failed(Failure failure) {
        switch (failure.kind()) {
            case THROTTLED -> pauseAfter(failure, pauses.after((Failure.Throttled) failure));
            // the link learns of it as well, and ends the session
            case SESSION_LOST -> halt();
            case REJECTED, UNAVAILABLE, AMBIGUOUS, UNSUPPORTED -> pauseAfter(failure, pauses.afterFailure());
        }
    }

    private void conflict(String word) {
        counts.conflicts.incrementAndGet();
        String notice = word.toLowerCase(Locale.ROOT).contains("webhook")
                ? "a webhook is set for this bot, so the server gives its updates to that and to no poll: remove it with"
                        + " deleteWebhook, or receive by updates=webhook; sending goes on"
                : "another program asks for the updates of this bot, and the server gives them to one at a time: stop one"
                        + " of the two; sending goes on";
        if (conflictsInARow++ == 0) {
            reception.sink().offer(new Event.Notice(notice), () -> {});
        }
        LOG.atWarn()
                .addKeyValue("session", reception.session())
                .addKeyValue("inARow", conflictsInARow)
                .log(notice);
        pause(pauses.afterConflict(), false);
    }

    private void pauseAfter(Failure failure, Duration span) {
        counts.failures.incrementAndGet();
        LOG.atInfo()
                .addKeyValue("session", reception.session())
                .addKeyValue("failure", failure.kind())
                .addKeyValue("reason", failure.reason())
                .addKeyValue("pause", span)
                .log("a poll failed; the next follows");
        pause(span, false);
    }

    private void stumbled(Exception bug) {
        counts.failures.incrementAndGet();
        LOG.atWarn()
                .setCause(bug)
                .addKeyValue("session", reception.session())
                .log("a fault while polling; polling goes on");
        pause(pauses.afterFailure(), false);
    }

    private void restart() {
        if (running) {
            generation++;
            cancelPause();
            counts.restarts.incrementAndGet();
            String notice = "asking for updates had fallen silent and was begun anew";
            LOG.atWarn().addKeyValue("session", reception.session()).log(notice);
            reception.sink().offer(new Event.Notice(notice), () -> {});
            step();
        }
    }

    private void pause(Duration span, boolean untilHandled) {
        cancelPause();
        long present = generation;
        forHandlers = untilHandled;
        watchdog.expect(span);
        pause = reception.strand().after(span, () -> {
            if (present == generation) {
                pause = null;
                step();
            }
        });
    }

    private void progressed() {
        if (running && pause != null && forHandlers && intake.window().size() == 0) {
            cancelPause();
            step();
        }
    }

    private void cancelPause() {
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
    }

    private ObjectNode params(Duration wait, int limit) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        long offset = intake.window().offset();
        if (offset > 0) {
            params.put("offset", offset);
        }
        params.put("limit", limit);
        params.put("timeout", wait.toSeconds());
        params.set("allowed_updates", UpdateReader.allowedUpdates());
        return params;
    }

    private static Verdict broken(@Nullable Throwable bug) {
        return Verdict.failed(new Failure.Unavailable(Failure.Origin.NETWORK, "the call broke: " + bug));
    }
}
