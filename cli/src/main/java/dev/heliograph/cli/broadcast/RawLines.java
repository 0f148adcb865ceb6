// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.broadcast;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of an audience in one of its forms, without holding more than one. */
interface RawLines extends AutoCloseable {
    /**
     * The next line that is not blank, or null at the end.
     *
     * @throws IOException where the file cannot be read
     * @throws dev.heliograph.model.ConfigurationException where the file as a whole makes no sense
     */
    @Nullable
    RawLine next() throws IOException;

    @Override
    void close() throws IOException;
}
