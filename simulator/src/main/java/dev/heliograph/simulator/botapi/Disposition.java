// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header Content-Disposition of a part of a form, read as the server reads it (tdlib/td, tdnet/td/net/HttpReader.cpp): a
 * backslash in a quoted value escapes the character after it, then %XX is decoded in every value.
 *
 * @param name of the part, perhaps empty
 * @param fileName what a file is called, perhaps empty; null where the part is no file
 */
record Disposition(String name, @Nullable String fileName) {
    private static final String KIND = "form-data;";

    /** Reads the value of the header, whose characters are bytes. */
    static Disposition parse(String header) {
        if (!header.startsWith(KIND)) {
            throw Refusal.bad("expected form-data content disposition");
        }
        String name = "";
        String fileName = null;
        Values values = new Values(header, KIND.length());
        for (String key = values.key(); key != null; key = values.key()) {
            String value = values.value();
            if (key.equals("name")) {
                name = value;
            } else if (key.equals("filename")) {
                fileName = value;
            }
        }
        return new Disposition(name, fileName);
    }

    /** Walks over the values of a header. */
    private static final class Values {
        private final String text;
        private int at;

        Values(String text, int from) {
            this.text = text;
            this.at = from;
        }

        /** The name of the next value, or null at the end. */
        @Nullable
        String key() {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return null;
            }
            String key = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            at = equals + 1;
            return key;
        }

        String value() {
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            String raw = at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
            return decoded(raw);
        }

        private String quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
            }
            plain();
            return value.toString();
        }

        /** Up to the next semicolon, which is passed over. */
        private String plain() {
            int end = text.indexOf(';', at);
            String value = text.substring(at, end < 0 ? text.length() : end).strip();
            at = end < 0 ? text.length() : end + 1;
            return value;
        }

        private static String decoded(String raw) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < raw.length(); i++) {
                int high = raw.charAt(i) == '%' && i + 2 < raw.length() ? Character.digit(raw.charAt(i + 1), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(raw.charAt(i + 2), 16);
                if (low < 0) {
                    bytes.write(raw.charAt(i));
                } else {
                    bytes.write(high * 16 + low);
                    i += 2;
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
