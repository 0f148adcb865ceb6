// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Clean: lambdas are its other implementations. */
@FunctionalInterface
interface Functional {
    void run();

    final class Named implements Functional {
        @Override
        public void run() {}
    }
}
