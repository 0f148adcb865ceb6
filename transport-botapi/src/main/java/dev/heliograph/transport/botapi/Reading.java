// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.model.Failure;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.OneLine;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.ErrorTable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/**
 * Tells what an answer means. An error of the 400s in JSON comes from the Bot API server itself and is certain. One of the
 * 500s is not: the server says so of messages that it had taken up as well (telegram-bot-api, Client.cpp, on_closed). Any
 * other page may come from something in between, after the server had the request. May be used from any thread.
 */
final class Reading {
    private static final double MOST_SECONDS = Duration.ofDays(366).toSeconds();
    /** Characters of a description that are looked at: no error of Telegram has as many. */
    private static final int LONGEST = 1000;

    private final ErrorTable errors;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.builder().build();

    Reading(ErrorTable errors, InstantSource clock) {
        this.errors = errors;
        this.clock = clock;
    }

    /**
     * Reads an answer.
     *
     * @param effect whether the request may have changed something, which decides how bad it is that nothing readable
     *     came back
     * @param mask laid over the server's words
     */
    Verdict read(HttpAnswer answer, boolean effect, TokenMask mask) {
        return switch (answer.kind()) {
            case BROKEN -> Verdict.failed(Trip.meaning((HttpAnswer.Broken) answer, effect));
            case FULL -> read((HttpAnswer.Full) answer, effect, mask);
        };
    }

    private Verdict read(HttpAnswer.Full answer, boolean effect, TokenMask mask) {
        JsonNode node = parse(answer.body().toArray());
        if (node != null && node.path("ok").isBoolean()) {
            if (!node.path("ok").booleanValue()) {
                return refusal(node, answer, effect, mask);
            }
            if (answer.status() / 100 == 2 && node.has("result")) {
                return Verdict.done(node.get("result"));
            }
        }
        return unreadable(answer, effect);
    }

    private @Nullable JsonNode parse(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException notJson) {
            return null;
        }
    }

    private Verdict refusal(JsonNode node, HttpAnswer.Full answer, boolean effect, TokenMask mask) {
        int code = node.path("error_code").asInt(answer.status());
        String description = said(node.path("description").asString(""), mask);
        JsonNode parameters = node.path("parameters");
        Duration wait = wait(parameters.path("retry_after"));
        if (wait == null && (code == 429 || code == 420)) {
            wait = wait(answer.retryAfter());
        }
        long migratedTo = parameters.path("migrate_to_chat_id").asLong(0);
        Optional<Failure> failure = migratedTo == 0
                ? errors.classify(code, description, wait, effect)
                : Optional.of(new Failure.Unavailable(Failure.Origin.SERVER, "CHAT_MIGRATED"));
        Outcome<JsonNode> outcome = failure.<Outcome<JsonNode>>map(Outcome::failed)
                // nothing was left to do
                .orElseGet(() -> Outcome.done(BooleanNode.TRUE));
        return new Verdict(outcome, code, description, migratedTo);
    }

    /** The beginning of the server's words, cut once the token is out of them: no part of one is left. */
    private static String said(String description, TokenMask mask) {
        String beginning = description.substring(0, Math.min(description.length(), 2 * LONGEST));
        return OneLine.of(mask.over(beginning), LONGEST);
    }

    private Verdict unreadable(HttpAnswer.Full answer, boolean effect) {
        int status = answer.status();
        String what = "HTTP " + status + " without an answer of the Bot API";
        Failure failure = switch (status) {
            case 413 -> new Failure.Rejected(SendStatus.TOO_LONG, status, "REQUEST_TOO_LARGE");
            case 429 -> throttled(wait(answer.retryAfter()));
            default -> effect ? new Failure.Ambiguous(what) : new Failure.Unavailable(Failure.Origin.SERVER, what);
        };
        return new Verdict(Outcome.failed(failure), status, "", 0);
    }

    private static Failure throttled(@Nullable Duration wait) {
        return new Failure.Throttled(wait == null ? Duration.ofSeconds(1) : wait, FloodScope.REQUEST, "FLOOD_WAIT");
    }

    private static @Nullable Duration wait(JsonNode retryAfter) {
        if (retryAfter.isNumber()) {
            return seconds(retryAfter.doubleValue());
        }
        return retryAfter.isString() ? seconds(retryAfter.stringValue()) : null;
    }

    private @Nullable Duration wait(@Nullable String header) {
        if (header == null) {
            return null;
        }
        Duration seconds = seconds(header);
        if (seconds != null) {
            return seconds;
        }
        try {
            Instant until = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return seconds((double) (Duration.between(clock.instant(), until).toSeconds() + 1));
        } catch (DateTimeException neither) {
            return null;
        }
    }

    private static @Nullable Duration seconds(String text) {
        try {
            return seconds(Double.parseDouble(text.strip()));
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** Rounded up, within what clocks can count with. */
    private static Duration seconds(double value) {
        return Duration.ofSeconds((long) Math.ceil(Math.max(0, Math.min(value, MOST_SECONDS))));
    }
}
