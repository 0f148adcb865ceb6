// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.acme;

import java.util.ServiceLoader;

/** Planted. */
final class LooksUpServices {
    Iterable<Runnable> planted = ServiceLoader.load(Runnable.class);
}
