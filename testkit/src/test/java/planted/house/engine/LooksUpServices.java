// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.ServiceLoader;

/** Planted: a service locator. */
final class LooksUpServices {
    Iterable<Runnable> planted() {
        return ServiceLoader.load(Runnable.class);
    }
}
