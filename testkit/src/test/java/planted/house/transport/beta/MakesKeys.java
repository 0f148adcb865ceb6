// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.beta;

import java.security.SecureRandom;

/** Clean: keys need entropy. */
final class MakesKeys {
    SecureRandom entropy = new SecureRandom();
}
