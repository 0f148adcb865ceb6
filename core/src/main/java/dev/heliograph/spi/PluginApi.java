// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import dev.heliograph.model.Stable;

/** The version of the interfaces in this package and those below it. */
@Stable
public final class PluginApi {
    /**
     * The level of this build. A compile-time constant: javac copies it into a plugin, so that {@link
     * Provider#apiLevel()} answers with the level that the plugin was compiled against.
     */
    public static final int LEVEL = 1;

    private PluginApi() {}
}
