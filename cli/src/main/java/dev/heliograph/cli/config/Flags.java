// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the options before or after the command say; null where one was not given.
 *
 * @param config the file
 * @param transport the address of the main transport
 * @param state the address of the state store
 * @param session the name of the one session to use
 * @param logLevel the least important level that is logged
 * @param roster the file with the sessions, where they stand apart
 */
public record Flags(
        @Nullable Path config,
        @Nullable String transport,
        @Nullable String state,
        @Nullable String session,
        @Nullable String logLevel,
        @Nullable Path roster) {
    /** No option given. */
    public static Flags none() {
        return new Flags(null, null, null, null, null, null);
    }
}
