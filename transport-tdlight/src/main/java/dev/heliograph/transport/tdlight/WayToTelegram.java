// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.spi.time.Alarm;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a client has a connection to Telegram, from what TDLib tells. A connection that breaks mostly stands again within
 * milliseconds; one that does not is called broken. Belongs to a strand.
 */
final class WayToTelegram {
    static final String UPDATE = "updateConnectionState";

    private final Strand strand;
    private final Duration patience;
    private final Consumer<Boolean> changed;
    private final Runnable broken;
    private @Nullable JsonNode newest;
    private @Nullable Alarm alarm;
    private boolean watched;
    private boolean open = true;

    /**
     * Tells nobody anything yet.
     *
     * @param changed told whether there is a connection, whenever that changes
     * @param broken told when there was none for that long
     */
    WayToTelegram(Strand strand, Duration patience, Consumer<Boolean> changed, Runnable broken) {
        this.strand = strand;
        this.patience = patience;
        this.changed = changed;
        this.broken = broken;
    }

    /** What TDLib said last, or null. */
    @Nullable
    JsonNode newest() {
        return newest;
    }

    void update(JsonNode update) {
        newest = update;
        if (watched) {
            look();
        }
    }

    /** From now on changes are told; there is a connection, since the server has just answered. */
    void watch() {
        watched = true;
        look();
    }

    void forget() {
        watched = false;
        quiet();
    }

    private void look() {
        String type = newest == null ? "" : newest.path("state").path("@type").asString("");
        // while it catches up it carries calls too
        boolean now = type.isEmpty() || type.equals("connectionStateReady") || type.equals("connectionStateUpdating");
        if (now == open) {
            return;
        }
        open = now;
        quiet();
        if (!open) {
            alarm = strand.after(patience, () -> {
                if (watched && !open) {
                    broken.run();
                }
            });
        }
        changed.accept(open);
    }

    private void quiet() {
        if (alarm != null) {
            boolean unused = alarm.cancel();
            alarm = null;
        }
    }
}
