// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.plugin;

import java.util.ServiceLoader;
import planted.house.spi.transport.TransportProvider;

/** Clean: the one place that looks up services. */
final class Finder {
    ServiceLoader<TransportProvider> loader = ServiceLoader.load(TransportProvider.class);
}
