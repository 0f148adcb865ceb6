// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import java.util.concurrent.CompletionStage;

/**
 * The way to the server: everything that touches sockets is behind it. A request is made of it once; it is never
 * repeated, and a redirection is an answer like any other.
 */
@FunctionalInterface
interface Http {
    /**
     * Posts a request. The stage completes once the last byte of the answer is there, or with what became of it where it
     * was abandoned or broke; never exceptionally but for bugs, on any thread.
     */
    CompletionStage<HttpAnswer> post(HttpCall call);
}
