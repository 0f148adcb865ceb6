// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import dev.heliograph.spi.state.Outbox;
import org.junit.jupiter.api.Nested;

/** What an {@link Outbox} keeps to: how rows wait, how they are attempted, how jobs are led, how single rows are
 * looked at and withdrawn, and all of it together. */
public abstract class OutboxContract {
    /** For authors to extend. */
    protected OutboxContract() {}

    /** The port: the same throughout a test, and empty when it begins. */
    protected abstract Outbox outbox();

    @Nested
    class Waiting extends WaitingClauses {
        @Override
        Outbox outbox() {
            return OutboxContract.this.outbox();
        }
    }

    @Nested
    class Attempts extends AttemptClauses {
        @Override
        Outbox outbox() {
            return OutboxContract.this.outbox();
        }
    }

    @Nested
    class Jobs extends JobClauses {
        @Override
        Outbox outbox() {
            return OutboxContract.this.outbox();
        }
    }

    @Nested
    class Singles extends SingleClauses {
        @Override
        Outbox outbox() {
            return OutboxContract.this.outbox();
        }
    }

    @Nested
    class Together extends OutboxProperties {
        @Override
        Outbox outbox() {
            return OutboxContract.this.outbox();
        }
    }
}
