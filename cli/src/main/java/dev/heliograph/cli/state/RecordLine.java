// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.state;

import dev.heliograph.cli.render.Json;
import dev.heliograph.model.Bytes;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Cell;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.StateRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One record of a store as one line of JSON: times in full, bytes in Base64. */
public final class RecordLine {
    private RecordLine() {}

    /** The line of a record. */
    public static Json write(StateRecord record) {
        Json json = new Json().put("kind", record.kind().name().toLowerCase(Locale.ROOT));
        return switch (record.kind()) {
            case CELL -> {
                Cell cell = ((StateRecord.OfCell) record).cell();
                yield json.put("key", cell.key())
                        .put("expires", text(cell.expires()))
                        .put("bytes", text(cell.bytes()));
            }
            case VALUE -> {
                StateRecord.OfValue value = (StateRecord.OfValue) record;
                yield json.put("key", value.key())
                        .put("expires", text(value.expires()))
                        .put("bytes", text(value.value()));
            }
            case SESSION -> {
                StateRecord.OfSession session = (StateRecord.OfSession) record;
                yield json.put("name", session.session()).put("sealed", text(session.sealed()));
            }
            case QUEUE -> {
                StateRecord.OfQueue queue = (StateRecord.OfQueue) record;
                yield json.put("queue", queue.queue()).put("last_id", queue.lastId());
            }
            case FENCE -> {
                StateRecord.OfFence fence = (StateRecord.OfFence) record;
                yield claimant(json.put("queue", fence.queue()), fence.claimant());
            }
            case HOLD -> {
                StateRecord.OfHold hold = (StateRecord.OfHold) record;
                yield json.put("queue", hold.queue()).put("job", hold.job());
            }
            case ROW -> row(json, (StateRecord.OfRow) record);
        };
    }

    private static Json row(Json json, StateRecord.OfRow record) {
        OutboxRow row = record.row();
        OutboxDraft draft = row.draft();
        json.put("queue", record.queue())
                .put("id", row.id())
                .put("key", draft.key())
                .put("job", draft.job())
                .put("line", draft.line())
                .put("chat", draft.chat())
                .put("due", text(draft.dueAt()))
                .put("state", row.state())
                .put("session", row.session())
                .put("random_id", row.randomId())
                .put("attempts", row.attempts())
                .put("message_id", row.messageId())
                .put("reason", row.reason())
                .put("changed", text(row.changedAt()));
        return claimant(json, record.claimant())
                .put("recovered", record.recovered())
                .put("payload", text(draft.payload()));
    }

    private static Json claimant(Json json, @Nullable Claimant claimant) {
        return claimant == null ? json : json.put("owner", claimant.owner()).put("fence", claimant.fence());
    }

    private static @Nullable String text(@Nullable Instant moment) {
        return moment == null ? null : moment.toString();
    }

    private static String text(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    /**
     * The record of a line.
     *
     * @throws IllegalArgumentException that says what is wrong with it
     */
    public static StateRecord read(JsonNode line) {
        String word = field(line, "kind");
        for (StateRecord.Kind kind : StateRecord.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return read(kind, line);
            }
        }
        throw new IllegalArgumentException("kind '" + word + "' is not known");
    }

    private static StateRecord read(StateRecord.Kind kind, JsonNode line) {
        return switch (kind) {
            case CELL ->
                new StateRecord.OfCell(new Cell(field(line, "key"), bytes(line, "bytes"), 1, moment(line, "expires")));
            case VALUE -> new StateRecord.OfValue(field(line, "key"), bytes(line, "bytes"), moment(line, "expires"));
            case SESSION -> new StateRecord.OfSession(SessionName.of(field(line, "name")), bytes(line, "sealed"));
            case QUEUE -> new StateRecord.OfQueue(field(line, "queue"), number(line, "last_id", 0, Outbox.LARGEST_ID));
            case FENCE ->
                new StateRecord.OfFence(
                        field(line, "queue"),
                        new Claimant(field(line, "owner"), number(line, "fence", 0, Long.MAX_VALUE)));
            case HOLD -> new StateRecord.OfHold(field(line, "queue"), field(line, "job"));
            case ROW -> row(line);
        };
    }

    private static StateRecord row(JsonNode line) {
        OutboxDraft draft = new OutboxDraft(
                field(line, "key"),
                field(line, "job"),
                number(line, "line", 0, Long.MAX_VALUE),
                field(line, "chat"),
                needed(line, "due"),
                bytes(line, "payload"));
        OutboxRow row = new OutboxRow(
                number(line, "id", 1, Outbox.LARGEST_ID),
                draft,
                state(field(line, "state")),
                field(line, "session"),
                number(line, "random_id"),
                (int) number(line, "attempts", 0, Integer.MAX_VALUE),
                number(line, "message_id", 0, Long.MAX_VALUE),
                field(line, "reason"),
                needed(line, "changed"));
        Claimant claimant =
                line.has("owner") ? new Claimant(field(line, "owner"), number(line, "fence", 0, Long.MAX_VALUE)) : null;
        return new StateRecord.OfRow(
                field(line, "queue"), row, claimant, line.path("recovered").asBoolean(false));
    }

    private static OutboxState state(String word) {
        for (OutboxState state : OutboxState.values()) {
            if (state.name().equals(word)) {
                return state;
            }
        }
        throw new IllegalArgumentException(
                "'state' is '" + word + "': expected one of " + Arrays.toString(OutboxState.values()));
    }

    private static String field(JsonNode line, String name) {
        JsonNode value = line.path(name);
        if (!value.isString()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no text");
        }
        return value.stringValue();
    }

    private static long number(JsonNode line, String name) {
        JsonNode value = line.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("'" + name + "' is missing or no whole number");
        }
        return value.longValue();
    }

    private static long number(JsonNode line, String name, long least, long most) {
        long value = number(line, name);
        if (value < least || value > most) {
            throw new IllegalArgumentException("'" + name + "' is " + value + ": expected " + least + " to " + most);
        }
        return value;
    }

    private static Bytes bytes(JsonNode line, String name) {
        try {
            return Bytes.copyOf(Base64.getDecoder().decode(field(line, name)));
        } catch (IllegalArgumentException broken) {
            throw new IllegalArgumentException("'" + name + "' is missing or not in Base64", broken);
        }
    }

    private static Instant needed(JsonNode line, String name) {
        Instant moment = moment(line, name);
        if (moment == null) {
            throw new IllegalArgumentException("'" + name + "' is missing");
        }
        return moment;
    }

    private static @Nullable Instant moment(JsonNode line, String name) {
        JsonNode value = line.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        try {
            return Instant.parse(value.asString());
        } catch (DateTimeException broken) {
            throw new IllegalArgumentException("'" + name + "' is no time such as 2026-12-24T18:00:00Z", broken);
        }
    }
}
