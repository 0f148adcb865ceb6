// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.api;

import dev.heliograph.model.Implementable;

/** A handler that is registered. */
@FunctionalInterface
@Implementable
public interface Registration extends AutoCloseable {
    /** Calls it no more; a call that is under way goes on. */
    @Override
    void close();
}
