// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.nio.charset.StandardCharsets;

/** Names inside of keys and rows: what separates parts, steers the hashing of keys or is no character is percent-encoded. */
final class Names {
    private Names() {}

    static String escaped(String name) {
        StringBuilder out = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isPair = Character.isHighSurrogate(c)
                    && i + 1 < name.length()
                    && Character.isLowSurrogate(name.charAt(i + 1));
            if (isPair) {
                if (out != null) {
                    out.append(c).append(name.charAt(i + 1));
                }
                i++;
            } else if (isOdd(c)) {
                if (out == null) {
                    out = new StringBuilder(name.length() + 16).append(name, 0, i);
                }
                out.append(c < 128 ? String.format("%%%02X", (int) c) : String.format("%%u%04X", (int) c));
            } else if (out != null) {
                out.append(c);
            }
        }
        return out == null ? name : out.toString();
    }

    private static boolean isOdd(char c) {
        return c < 0x20 || c == 0x7f || c == '%' || c == '{' || c == '}' || Character.isSurrogate(c);
    }

    static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                out.append(c);
            } else if (text.charAt(i + 1) == 'u') {
                out.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
                i += 5;
            } else {
                out.append((char) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            }
        }
        return out.toString();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
