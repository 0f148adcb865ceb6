// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A Lua script of this package, and the digest by which a server knows it.
 *
 * @param writes whether a lost answer leaves in doubt what happened
 */
record Script(String source, String digest, boolean writes) {
    static Script reading(String... resources) {
        return of(resources, false);
    }

    static Script writing(String... resources) {
        return of(resources, true);
    }

    private static Script of(String[] resources, boolean writes) {
        StringBuilder source = new StringBuilder();
        for (String resource : resources) {
            source.append(read(resource + ".lua"));
        }
        String text = source.toString();
        return new Script(text, sha1(text), writes);
    }

    private static String read(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the resource " + resource + " cannot be read", unreadable);
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }
}
