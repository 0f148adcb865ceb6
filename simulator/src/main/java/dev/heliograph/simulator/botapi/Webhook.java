// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.spi.time.Alarm;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Takes the updates of one bot to its webhook, one after the other. Confined to the server's strand. */
final class Webhook {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_PAUSE = 60 * SECOND;

    private final WorldTime time;
    private final Postman postman;
    private final Consumer<String> answers;
    private @Nullable URI url;
    private @Nullable String secret;
    private long maxConnections = 40;
    /** Grows with every change, so that the rest of what was under way is told apart. */
    private int version;

    private boolean busy;
    private long pause = SECOND;
    private @Nullable Alarm retry;
    private @Nullable String lastError;
    private long lastErrorAt;

    /** What a webhook answers may be a call: it is handed to that consumer. */
    Webhook(WorldTime time, Postman postman, Consumer<String> answers) {
        this.time = time;
        this.postman = postman;
        this.answers = answers;
    }

    boolean isSet() {
        return url != null;
    }

    boolean leadsTo(URI address) {
        return address.equals(url);
    }

    void set(URI address, @Nullable String token, long connections) {
        url = address;
        secret = token;
        maxConnections = connections;
        restart();
    }

    void delete() {
        url = null;
        secret = null;
        restart();
    }

    /** Sends the oldest update, unless one is under way or the last one failed a moment ago. */
    void pump(Inbox inbox) {
        Map.Entry<Long, String> next = url == null || busy || retry != null ? null : inbox.oldest();
        if (next == null || url == null) {
            return;
        }
        busy = true;
        int mine = version;
        post(url, next.getValue())
                .whenComplete((receipt, failure) -> time.execute(() -> {
                    if (mine == version) {
                        busy = false;
                        settle(inbox, next.getKey(), receipt);
                    }
                }));
    }

    /** A postman that throws must not leave the webhook busy for ever. */
    private CompletionStage<Postman.Receipt> post(URI to, String update) {
        try {
            return postman.post(to, secret, update);
        } catch (RuntimeException defect) {
            return CompletableFuture.failedFuture(defect);
        }
    }

    void describe(ObjectNode info, java.time.Instant epoch) {
        info.put("url", url == null ? "" : url.toString());
        info.put("has_custom_certificate", false);
        if (url == null) {
            return;
        }
        info.put("max_connections", maxConnections);
        info.put("ip_address", "127.0.0.1");
        if (lastError != null) {
            info.put("last_error_date", epoch.plusNanos(lastErrorAt).getEpochSecond());
            info.put("last_error_message", lastError);
        }
    }

    private void settle(Inbox inbox, long update, Postman.@Nullable Receipt receipt) {
        if (receipt != null && receipt.status() >= 200 && receipt.status() < 300) {
            inbox.confirm(update);
            pause = SECOND;
            answers.accept(receipt.body());
            pump(inbox);
            return;
        }
        lastError = receipt == null ? "Connection failed" : "Wrong response from the webhook: " + receipt.status();
        lastErrorAt = time.now();
        retry = time.after(pause, () -> {
            retry = null;
            pump(inbox);
        });
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }

    private void restart() {
        version++;
        busy = false;
        pause = SECOND;
        lastError = null;
        if (retry != null) {
            retry.cancel();
            retry = null;
        }
    }
}
