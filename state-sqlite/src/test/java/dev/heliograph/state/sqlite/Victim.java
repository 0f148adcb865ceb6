// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.sqlite;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;

/**
 * A program that works until it is killed. It prints what it was told is stored: {@code A key} for a message, {@code I id}
 * for an intent, {@code E id state} for an end, {@code V number} for a value.
 */
final class Victim {
    private final Desk desk;
    private final Claimant claimant;
    private final SplittableRandom chance;
    private final String prefix;
    private long drafted;

    private Victim(Desk desk, long fence) {
        this.desk = desk;
        this.claimant = new Claimant("alpha", fence);
        this.chance = new SplittableRandom(fence);
        this.prefix = "victim " + fence + "/";
    }

    public static void main(String[] arguments) {
        Victim victim = new Victim(Desk.open(Path.of(arguments[0])), Long.parseLong(arguments[1]));
        Desk.of(victim.desk.outbox().recover(Desk.QUEUE, victim.claimant, Desk.NOW));
        for (long turn = 1; ; turn++) {
            victim.turn(turn);
        }
    }

    private void turn(long turn) {
        List<OutboxDraft> first = drafts();
        List<OutboxDraft> second = drafts();
        CompletionStage<Outcome<List<Appended>>> one = desk.outbox().append(Desk.QUEUE, first, Desk.NOW);
        CompletionStage<Outcome<List<OutboxRow>>> claim =
                desk.outbox().claim(Desk.QUEUE, claimant, 1 + chance.nextInt(12), Desk.NOW);
        CompletionStage<Outcome<List<Appended>>> two = desk.outbox().append(Desk.QUEUE, second, Desk.NOW);
        CompletionStage<Outcome<Boolean>> value =
                desk.store.values().set("turn " + prefix, Desk.bytes(Long.toString(turn)), null, Desk.NOW);
        accepted(first, one);
        accepted(second, two);
        Desk.of(value);
        say("V " + turn);
        lead(turn);
        attempt(Desk.of(claim));
    }

    private List<OutboxDraft> drafts() {
        List<OutboxDraft> drafts = new ArrayList<>();
        for (int i = 1 + chance.nextInt(6); i > 0; i--) {
            String key = prefix + ++drafted;
            int job = chance.nextInt(4);
            drafts.add(new OutboxDraft(
                    key,
                    job == 0 ? "" : "job " + job,
                    job == 0 ? 0 : drafted,
                    "chat " + chance.nextInt(30),
                    Desk.NOW,
                    Desk.bytes("x".repeat(chance.nextInt(600)))));
        }
        return drafts;
    }

    private static void accepted(List<OutboxDraft> drafts, CompletionStage<Outcome<List<Appended>>> stage) {
        Desk.of(stage);
        drafts.forEach(draft -> say("A " + draft.key()));
    }

    private void lead(long turn) {
        String job = "job " + (1 + chance.nextInt(3));
        if (turn % 7 == 0) {
            Desk.of(desk.outbox().hold(Desk.QUEUE, job, chance.nextBoolean(), Desk.NOW));
        } else if (turn % 23 == 0) {
            Desk.of(desk.outbox().cancel(Desk.QUEUE, job, "CANCELLED", Desk.NOW));
        }
    }

    private void attempt(List<OutboxRow> rows) {
        List<Intent> intents = rows.stream()
                .map(row -> new Intent(row.id(), "session", row.id()))
                .toList();
        List<Long> sending = Desk.of(desk.outbox().sending(Desk.QUEUE, claimant, intents, Desk.NOW));
        sending.forEach(id -> say("I " + id));
        List<Settlement> ends = sending.stream().map(this::end).toList();
        Desk.of(desk.outbox().settle(Desk.QUEUE, claimant, ends, Desk.NOW));
        ends.forEach(end -> say("E " + end.id() + " " + end.state()));
    }

    private Settlement end(long id) {
        return switch (chance.nextInt(8)) {
            case 0 -> new Settlement(id, OutboxState.FAILED, 0, "USER_IS_BLOCKED", 1, null);
            case 1 -> new Settlement(id, OutboxState.QUEUED, 0, "", 1, null);
            default -> new Settlement(id, OutboxState.SENT, 1_000 + id, "", 1, null);
        };
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
