// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Opens a transport for each clause and closes it afterwards. */
abstract class Clauses {
    private final Supplier<TransportFixture> fixtures;

    @SuppressWarnings("NullAway.Init") // set before each clause
    Rig rig;

    Clauses(Supplier<TransportFixture> fixtures) {
        this.fixtures = fixtures;
    }

    @BeforeEach
    final void open() {
        rig = new Rig(fixtures.get());
    }

    @AfterEach
    final void close() {
        rig.close();
    }
}
