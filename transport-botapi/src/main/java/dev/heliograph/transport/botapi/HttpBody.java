// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request.
 *
 * @param contentType the header of that name
 * @param length its bytes, positive; no more and no fewer are sent
 * @param opening reads it from the beginning; reading may block
 */
record HttpBody(String contentType, long length, Opening opening) {
    /** Opens something to read. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    static HttpBody json(byte[] content) {
        return new HttpBody("application/json", content.length, () -> new ByteArrayInputStream(content));
    }
}
