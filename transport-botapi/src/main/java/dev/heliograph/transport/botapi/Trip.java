// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import dev.heliograph.spi.time.Alarm;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, from the queue to its answer, which is told once. A call has its time from the beginning to
 * the last byte of the answer. An upload has no time in the queue, then has it anew with every byte that moves, and
 * after the last one it has time for the server to pass the files on. Confined to the strand.
 */
final class Trip {
    /** A server of one's own answers once Telegram has the file: that long, and a second for each MiB. */
    private static final Duration PASSING_ON = Duration.ofMinutes(2);
    /** Below what the engine allows an upload without progress: it knows less of what became of it. */
    private static final Duration PASSING_ON_AT_MOST = Duration.ofMinutes(14);

    private final Traffic traffic;
    private final HttpCall call;
    private final Duration limit;
    private final Consumer<HttpAnswer> told;
    private final Runnable admission = this::depart;
    private volatile long movedAt;
    private @Nullable Alarm alarm;
    private boolean over;

    Trip(Traffic traffic, HttpCall call, Duration limit, Consumer<HttpAnswer> told) {
        this.traffic = traffic;
        this.call = call;
        this.limit = limit;
        this.told = told;
        this.movedAt = traffic.timeline().nanos();
    }

    void begin() {
        if (!isUpload()) {
            watch(limit);
        }
        traffic.turnstile(call.purpose()).enter(admission);
    }

    /** Breaks it off: the answer is told at once. */
    void end(String reason) {
        if (over) {
            return;
        }
        if (traffic.turnstile(call.purpose()).withdraw(admission)) {
            tell(new HttpAnswer.Broken(false, reason));
        } else {
            call.abandon();
            tell(new HttpAnswer.Broken(call.hasDeparted(), reason));
        }
    }

    private void depart() {
        if (isUpload()) {
            movedAt = traffic.timeline().nanos();
            call.onMovement(bytes -> movedAt = traffic.timeline().nanos());
            watch(limit);
        }
        try {
            traffic.http()
                    .post(call)
                    .whenComplete((answer, thrown) -> traffic.strand().execute(() -> arrive(answer, thrown)));
        } catch (RuntimeException | Error bug) {
            traffic.strand().execute(() -> arrive(null, bug));
        }
    }

    private void arrive(@Nullable HttpAnswer answer, @Nullable Throwable thrown) {
        try {
            tell(answer == null ? bug(thrown) : answer);
        } finally {
            traffic.turnstile(call.purpose()).leave();
        }
    }

    private HttpAnswer bug(@Nullable Throwable thrown) {
        call.abandon();
        String words = Breakage.masked(String.valueOf(thrown), call.path());
        return new HttpAnswer.Broken(call.hasDeparted(), "a bug of the HTTP client: " + words);
    }

    private void tell(HttpAnswer answer) {
        if (over) {
            return;
        }
        over = true;
        if (alarm != null) {
            alarm.cancel();
        }
        told.accept(answer);
    }

    private void watch(Duration rest) {
        alarm = traffic.strand().after(rest, this::ring);
    }

    private void ring() {
        if (over) {
            return;
        }
        if (!isUpload()) {
            end("no answer within " + limit.toSeconds() + " s");
            return;
        }
        boolean departed = call.hasDeparted();
        Duration patience = departed ? afterTheLastByte() : limit;
        Duration still = Duration.ofNanos(traffic.timeline().nanos() - movedAt);
        if (still.compareTo(patience) < 0) {
            watch(patience.minus(still));
        } else {
            end(
                    departed
                            ? "no answer for " + patience.toSeconds() + " s after the last byte"
                            : "nothing moved for " + patience.toSeconds() + " s");
        }
    }

    private boolean isUpload() {
        return call.purpose() == HttpCall.Purpose.UPLOAD;
    }

    private Duration afterTheLastByte() {
        Duration least = limit.compareTo(PASSING_ON) > 0 ? limit : PASSING_ON;
        Duration patience = least.plusSeconds(call.body().length() >> 20);
        return patience.compareTo(PASSING_ON_AT_MOST) > 0 ? PASSING_ON_AT_MOST : patience;
    }

    /** What it means where a request broke that changes something, or one that only reads. */
    static Failure meaning(HttpAnswer.Broken broken, boolean effect) {
        return effect && broken.written()
                ? new Failure.Ambiguous(broken.reason())
                : new Failure.Unavailable(Failure.Origin.NETWORK, broken.reason());
    }
}
