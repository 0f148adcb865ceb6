// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request as HTTP brings it.
 *
 * @param method GET or POST
 * @param target the path and, after a "?", the query, as they were sent
 * @param contentType what the body is said to be, or null
 * @param body what follows; read once, by the thread that hands the request over
 */
public record BotApiRequest(
        String method, String target, @Nullable String contentType, InputStream body) {
    /** A call with a body of JSON. */
    public static BotApiRequest json(String target, String body) {
        return new BotApiRequest("POST", target, "application/json", stream(body));
    }

    /** A call without a body. */
    public static BotApiRequest get(String target) {
        return new BotApiRequest("GET", target, null, stream(""));
    }

    /** The path, decoded. */
    public String path() {
        String path = URI.create(target).getPath();
        return path == null ? "" : path;
    }

    /** The query as it was sent, or null. */
    public @Nullable String query() {
        return URI.create(target).getRawQuery();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The path may hold a token, so only the method is told. */
    @Override
    public String toString() {
        return "BotApiRequest[" + method + "]";
    }
}
