// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** A state store of one process that keeps nothing: {@code memory:}. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.state.memory {
    requires transitive dev.heliograph.core;

    exports dev.heliograph.state.memory;

    provides dev.heliograph.spi.state.StateStoreProvider with
            dev.heliograph.state.memory.MemoryStateProvider;
}
