// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes back.
 *
 * @param status of HTTP
 * @param headers by name
 * @param body the bytes
 * @param cut whether nothing of this is sent and the connection is dropped instead
 */
public record BotApiResponse(int status, SortedMap<String, String> headers, Bytes body, boolean cut) {
    private static final String CONTENT_TYPE = "Content-Type";

    /** Copies the headers. */
    public BotApiResponse {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** A connection that is dropped without an answer. */
    public static BotApiResponse dropped() {
        return new BotApiResponse(0, new TreeMap<>(), Bytes.empty(), true);
    }

    /** JSON. */
    public static BotApiResponse json(int status, String body) {
        return of(status, "application/json", body);
    }

    /** A body of some other type, in UTF-8. */
    public static BotApiResponse of(int status, String contentType, String body) {
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put(CONTENT_TYPE, contentType);
        return new BotApiResponse(status, headers, Bytes.copyOf(body.getBytes(StandardCharsets.UTF_8)), false);
    }

    /** The same with one more header. */
    public BotApiResponse with(String name, String value) {
        TreeMap<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new BotApiResponse(status, more, body, cut);
    }

    /** The type of the body, or "" where there is none. */
    public String contentType() {
        return headers.getOrDefault(CONTENT_TYPE, "");
    }

    /** The body as text. */
    public String text() {
        return new String(body.toArray(), StandardCharsets.UTF_8);
    }
}
