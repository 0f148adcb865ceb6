// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.spi;

import dev.heliograph.model.Implementable;
import java.util.List;

/**
 * A plugin, found by {@link java.util.ServiceLoader} and chosen by the scheme of an address. A public final class with
 * a public constructor without arguments that does nothing; it keeps no state.
 */
@Implementable
public interface Provider {
    /** The scheme it answers to: lower-case letters, digits and hyphens, unique among the plugins of its kind. */
    String scheme();

    /** One sentence about it for people. */
    String description();

    /** Always {@code return PluginApi.LEVEL;}: the level it was compiled against. */
    int apiLevel();

    /** Every setting it takes, in the order in which they are explained. */
    List<Setting<?>> settings();
}
