// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Limit;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.state.Buckets;
import dev.heliograph.spi.state.Change;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import dev.heliograph.spi.state.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept, byte by byte; a format that was ever written is read for ever. */
class StoredFormatTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final Claimant ALPHA = new Claimant("alpha", 7);
    private Admin admin;
    private Desk desk;

    @BeforeEach
    void open() {
        admin = new Admin(Servers.single());
        forget();
        desk = new Desk(
                new InCallersTime(new RedisStateProvider()), "=//127.0.0.1:" + Servers.single(), "prefix=golden");
    }

    @AfterEach
    void close() {
        desk.close();
        forget();
        admin.close();
    }

    private void forget() {
        admin.commands().keys("golden:*").forEach(admin.commands()::del);
    }

    @Test
    void what_is_written_today_is_format_1() throws IOException {
        StateStore store = desk.store;
        Desk.of(store.cells().swap(Change.write("fence/alpha", 0, Desk.bytes("one")), NOW));
        Desk.of(store.cells().swap(Change.write("lease/main", 0, Desk.bytes("alpha"), Duration.ofSeconds(30)), NOW));
        Desk.of(store.values().set("greeting", Desk.bytes("hello"), Duration.ofHours(1), NOW));
        Desk.of(store.vault().store(SessionName.of("main"), Desk.bytes("sealed")));
        Desk.of(store.buckets()
                .take(
                        List.of(
                                new Buckets.Take("bot/rate", Limit.rate(30, 20)),
                                new Buckets.Take("bot/window", Limit.window(20, Duration.ofMinutes(1)))),
                        NOW));
        fillOutbox();

        assertThat(Keys.written(admin.commands(), "golden").stream()
                        .map(StoredFormatTest::withoutChance)
                        .toList())
                .isEqualTo(golden());
    }

    private void fillOutbox() {
        List<OutboxDraft> drafts = List.of(
                draft(1, "chat:1", NOW),
                draft(2, "chat:2", NOW),
                draft(3, "chat:3", NOW),
                draft(4, "@odd {chat}%\t", NOW),
                draft(5, "chat:5", NOW.plusSeconds(60)));
        Desk.of(desk.store.outbox().append("pool", drafts, NOW));
        Desk.of(desk.store.outbox().recover("pool", ALPHA, NOW));
        Desk.of(desk.store.outbox().claim("pool", ALPHA, 3, NOW));
        Desk.of(desk.store
                .outbox()
                .sending("pool", ALPHA, List.of(new Intent(1, "main", -11), new Intent(2, "main", 12)), NOW));
        Desk.of(desk.store
                .outbox()
                .settle(
                        "pool",
                        ALPHA,
                        List.of(new Settlement(1, OutboxState.SENT, 501, "", 1, null)),
                        NOW.plusMillis(5)));
    }

    private static OutboxDraft draft(long line, String chat, Instant dueAt) {
        return new OutboxDraft("key-" + line, "spring", line, chat, dueAt, Desk.bytes("message " + line));
    }

    @Test
    void format_1_is_read() throws IOException {
        Keys.write(admin.commands(), golden());
        StateStore store = desk.store;

        assertThat(Desk.of(store.cells().read("lease/main", NOW)).bytes()).isEqualTo(Desk.bytes("alpha"));
        assertThat(Desk.of(store.cells().read("lease/main", NOW)).expires()).isEqualTo(NOW.plusSeconds(30));
        assertThat(Desk.of(store.values().get("greeting", NOW))).contains(Desk.bytes("hello"));
        assertThat(Desk.of(store.vault().load(SessionName.of("main")))).contains(Desk.bytes("sealed"));
        List<OutboxRow> rows = Desk.of(store.outbox().rows("pool", "spring", 0, 10));
        assertThat(rows)
                .extracting(OutboxRow::state)
                .containsExactly(
                        OutboxState.SENT,
                        OutboxState.SENDING,
                        OutboxState.CLAIMED,
                        OutboxState.QUEUED,
                        OutboxState.QUEUED);
        assertThat(rows.get(0))
                .isEqualTo(new OutboxRow(
                        1, draft(1, "chat:1", NOW), OutboxState.SENT, "main", -11, 1, 501, "", NOW.plusMillis(5)));
        assertThat(rows.get(3).draft()).isEqualTo(draft(4, "@odd {chat}%\t", NOW));
        assertThat(Desk.of(store.outbox().nextDue("pool", NOW))).isEqualTo(NOW);
        assertThat(Desk.of(store.outbox().claim("pool", ALPHA, 10, NOW)))
                .extracting(OutboxRow::id)
                .containsExactly(4L);
    }

    /** The server's own number and the tokens of claims differ from run to run. */
    private static String withoutChance(String line) {
        return line.replaceAll(" ~ run ~ [0-9a-f]{40}", " ~ run ~ 0000")
                .replaceAll("<TAB>alpha<TAB>7<TAB>[0-9a-z-]+-1<TAB>", "<TAB>alpha<TAB>7<TAB>life-1<TAB>");
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = StoredFormatTest.class.getResourceAsStream("format-1.txt")) {
            assertThat(in).as("the golden file").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
