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
 * the last byte of the answer; an upload has it anew with every byte that moves. Confined to the strand.
 */
final class Trip {
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
        watch(limit);
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
        if (call.purpose() == HttpCall.Purpose.UPLOAD) {
            movedAt = traffic.timeline().nanos();
            call.onMovement(bytes -> movedAt = traffic.timeline().nanos());
        }
        traffic.http()
                .post(call)
                .whenComplete((answer, thrown) -> traffic.strand().execute(() -> arrive(answer, thrown)));
    }

    private void arrive(@Nullable HttpAnswer answer, @Nullable Throwable thrown) {
        traffic.turnstile(call.purpose()).leave();
        tell(
                answer == null
                        ? new HttpAnswer.Broken(call.hasDeparted(), "a bug of the HTTP client: " + thrown)
                        : answer);
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
        Duration still = Duration.ofNanos(traffic.timeline().nanos() - movedAt);
        boolean upload = call.purpose() == HttpCall.Purpose.UPLOAD;
        if (upload && still.compareTo(limit) < 0) {
            watch(limit.minus(still));
        } else {
            end(
                    upload
                            ? "nothing moved for " + limit.toSeconds() + " s"
                            : "no answer within " + limit.toSeconds() + " s");
        }
    }

    /** What it means where a request broke that changes something, or one that only reads. */
    static Failure meaning(HttpAnswer.Broken broken, boolean effect) {
        return effect && broken.written()
                ? new Failure.Ambiguous(broken.reason())
                : new Failure.Unavailable(Failure.Origin.NETWORK, broken.reason());
    }
}
