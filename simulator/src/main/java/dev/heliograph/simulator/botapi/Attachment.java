// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import dev.heliograph.model.Media;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file that the server knows by an id.
 *
 * @param kind photo or document
 * @param id which works for this kind only
 * @param uniqueId the same for the same bytes
 * @param name as people see it
 * @param type of its content
 * @param size in bytes, 0 where it is unknown
 */
record Attachment(Media.Kind kind, String id, String uniqueId, String name, String type, long size) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Pictures are not looked into: all are as large as phones show them. */
    private static final int WIDTH = 1280;

    private static final int HEIGHT = 960;

    static Attachment of(Media.Kind kind, UploadedFile file) {
        return of(kind, file.sha256(), file.name(), file.type(), file.size());
    }

    /** A file from elsewhere, of which only the address is known. */
    static Attachment at(Media.Kind kind, String address) {
        HashingStream hash = new HashingStream();
        byte[] bytes = address.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        hash.write(bytes, 0, bytes.length);
        return of(kind, hash.sha256(), address.substring(address.lastIndexOf('/') + 1), "application/octet-stream", 0);
    }

    private static Attachment of(Media.Kind kind, String hash, String name, String type, long size) {
        String prefix = kind.name().substring(0, 2).toLowerCase(Locale.ROOT);
        return new Attachment(kind, prefix + "-" + hash.substring(0, 40), hash.substring(40, 56), name, type, size);
    }

    /** Adds it to a message. */
    void addTo(ObjectNode message) {
        ObjectNode file = JSON.objectNode();
        file.put("file_id", id);
        file.put("file_unique_id", uniqueId);
        if (size > 0) {
            file.put("file_size", size);
        }
        if (kind == Media.Kind.PHOTO) {
            file.put("width", WIDTH);
            file.put("height", HEIGHT);
            ArrayNode sizes = JSON.arrayNode();
            sizes.add(file);
            message.set("photo", sizes);
        } else {
            file.put("file_name", name);
            file.put("mime_type", type);
            message.set("document", file);
        }
    }
}
