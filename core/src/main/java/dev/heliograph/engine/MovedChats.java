// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.state.Cells;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids that groups have since they became supergroups, over restarts: programs and stored messages keep naming the old
 * ones. One for all accounts, since a chat has one id for all. Asked and told from any strand.
 */
final class MovedChats implements KeptCell.Content {
    private static final int FORMAT = 1;

    private final Map<Long, Long> moved = new ConcurrentHashMap<>();
    private final Strand strand;
    private final KeptCell cell;

    MovedChats(Cells cells, Timeline timeline) {
        this.strand = timeline.strand("moved-chats");
        this.cell = new KeptCell("moved-chats", this, cells, timeline, strand);
    }

    /** Completes when what an earlier life knew is back, or cannot be read. */
    CompletionStage<Void> recall() {
        CompletableFuture<Void> recalled = new CompletableFuture<>();
        strand.execute(() -> cell.whenRecalled(() -> recalled.complete(null)));
        return recalled;
    }

    /** The chat as Telegram knows it now. */
    Peer present(Peer peer) {
        if (moved.isEmpty() || peer.kind() != Peer.Kind.ID) {
            return peer;
        }
        Long to = moved.get(((Peer.Id) peer).value());
        return to == null ? peer : Peer.of(to);
    }

    /** The chat has that id from now on. */
    void moved(long from, long to) {
        if (!Long.valueOf(to).equals(moved.put(from, to))) {
            strand.execute(cell::changed);
        }
    }

    @Override
    public Bytes bytes() {
        Map<Long, Long> sorted = new TreeMap<>(moved);
        ByteWriter out = new ByteWriter(FORMAT);
        out.putInt(sorted.size());
        sorted.forEach((from, to) -> {
            out.putLong(from);
            out.putLong(to);
        });
        return out.bytes();
    }

    @Override
    public void recalled(Bytes bytes) {
        try {
            ByteReader in = new ByteReader(bytes);
            int count = in.format() == FORMAT ? in.getInt() : 0;
            for (int i = 0; i < count; i++) {
                long from = in.getLong();
                moved.putIfAbsent(from, in.getLong());
            }
        } catch (IllegalArgumentException unreadable) {
            // the server will tell again
        }
    }

    @Override
    public void overtaken(Bytes bytes) {
        recalled(bytes);
    }
}
