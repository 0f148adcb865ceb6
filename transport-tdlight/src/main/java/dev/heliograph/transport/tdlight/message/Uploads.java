// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.TransferProgress;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** How far the files of one message have gone up. */
final class Uploads {
    private final TransferProgress progress;
    private final long total;
    private final Map<Long, Long> uploaded = new TreeMap<>();
    private long told = -1;

    /**
     * The uploads of a message.
     *
     * @param total all bytes that have to go up; 0 where there are none
     */
    Uploads(TransferProgress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    /** Takes the message that TDLib made, by which its files are known. */
    void watch(JsonNode message) {
        JsonNode content = message.path("content");
        watchFile(content.path("document").path("document"));
        for (JsonNode size : content.path("photo").path("sizes")) {
            watchFile(size.path("photo"));
        }
    }

    private void watchFile(JsonNode file) {
        long id = file.path("id").asLong(0);
        if (total > 0 && id != 0) {
            uploaded.putIfAbsent(id, 0L);
        }
    }

    /**
     * Takes an updateFile's file.
     *
     * @return whether it is one of these and more of it is up
     */
    boolean moved(JsonNode file) {
        Long before = uploaded.get(file.path("id").asLong(0));
        if (before == null) {
            return false;
        }
        JsonNode remote = file.path("remote");
        boolean whole = remote.path("is_uploading_completed").asBoolean(false);
        long size =
                Math.max(file.path("size").asLong(0), file.path("expected_size").asLong(0));
        long now = whole ? size : remote.path("uploaded_size").asLong(0);
        if (now <= before) {
            return whole;
        }
        uploaded.put(file.path("id").asLong(0), now);
        tell(Math.min(uploaded.values().stream().mapToLong(Long::longValue).sum(), total));
        return true;
    }

    /** The server has the message, and so its files. */
    void done() {
        if (total > 0) {
            tell(total);
        }
    }

    private void tell(long bytes) {
        if (bytes > told) {
            told = bytes;
            progress.transferred(bytes, total);
        }
    }
}
