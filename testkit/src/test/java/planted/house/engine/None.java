// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

/** Clean: implemented by lambdas only. */
interface None {
    void run();
}
