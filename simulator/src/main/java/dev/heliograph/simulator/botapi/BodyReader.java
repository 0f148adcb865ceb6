// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the arguments out of a request: from its query and, over them, from its body. */
final class BodyReader {
    private static final int LONGEST = 1 << 22;

    private BodyReader() {}

    static Parameters read(BotApiRequest request) throws IOException {
        Parameters.Builder found = new Parameters.Builder();
        form(request.query(), found);
        String type = request.contentType() == null ? "" : request.contentType();
        String kind = type.toLowerCase(Locale.ROOT);
        if (kind.startsWith("multipart/form-data")) {
            Multipart.read(request.body(), type, found);
            return found.build();
        }
        byte[] body = request.body().readNBytes(LONGEST);
        if (request.body().transferTo(OutputStream.nullOutputStream()) > 0) {
            throw Refusal.of(413, "Request Entity Too Large");
        }
        if (kind.startsWith("application/json")) {
            if (body.length > 0) {
                found.json(body);
            }
        } else if (kind.startsWith("application/x-www-form-urlencoded")) {
            form(new String(body, StandardCharsets.UTF_8), found);
        }
        return found.build();
    }

    private static void form(@Nullable String form, Parameters.Builder found) {
        if (form == null || form.isEmpty()) {
            return;
        }
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                found.text(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.bad("can't decode the query");
        }
    }
}
