// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.security.SecureRandom;

/** Planted: chance that cannot be seeded. */
final class DrawsEntropy {
    SecureRandom entropy = new SecureRandom();
}
