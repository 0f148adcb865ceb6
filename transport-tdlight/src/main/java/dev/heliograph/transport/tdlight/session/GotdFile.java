// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import dev.heliograph.model.TextFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON file of gotd: a version and the data of one session. */
final class GotdFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private GotdFile() {}

    static SessionMaterial read(byte[] bytes) throws SessionFormatException {
        JsonNode root = parse(bytes);
        JsonNode data = root.path("Data");
        if (!root.path("Version").isInt() || !data.isObject()) {
            throw new SessionFormatException("the JSON file is not gotd's: it has no Version and Data");
        }
        if (root.path("Version").intValue() != 1) {
            throw new SessionFormatException(
                    "a gotd file of version " + root.path("Version").intValue() + " cannot be read, only version 1");
        }
        JsonNode dc = data.path("DC");
        byte[] key = base64(data.path("AuthKey"));
        JsonNode test = data.path("Config").path("TestMode");
        SessionMaterial session =
                Parts.session(dc.isInt() ? dc.intValue() : 0, test.isBoolean() && test.booleanValue(), key);
        byte[] keyId = base64(data.path("AuthKeyID"));
        if (keyId.length > 0 && !Arrays.equals(keyId, session.keyId())) {
            throw new SessionFormatException("the gotd file is damaged: its key is not the one of the key's id");
        }
        JsonNode address = data.path("Addr");
        if (!address.isString() || address.stringValue().isEmpty()) {
            return session;
        }
        try {
            return session.withAddress(DcAddress.parse(address.stringValue()));
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException("the address in the gotd file is not IP:PORT");
        }
    }

    private static JsonNode parse(byte[] bytes) throws SessionFormatException {
        if (bytes.length > MAX_BYTES) {
            throw new SessionFormatException("a gotd file has no more than " + MAX_BYTES + " bytes");
        }
        try {
            return JSON.readTree(TextFile.withoutMark(new String(bytes, StandardCharsets.UTF_8)));
        } catch (JacksonException e) {
            // its message may quote the file
            throw new SessionFormatException("the file begins as JSON and is none");
        }
    }

    private static byte[] base64(JsonNode node) throws SessionFormatException {
        if (!node.isString()) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(node.stringValue());
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException("the gotd file has a field that is not Base64");
        }
    }
}
