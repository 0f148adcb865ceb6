// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import org.junit.jupiter.api.Nested;

/**
 * What every transport keeps to. The author's proof:
 *
 * <pre>{@code
 * class AcmeTransportContractTest extends TransportContract {
 *     @Override protected TransportFixture fixture() {
 *         return TransportFixture.inVirtualTime(new AcmeTransportProvider(), "seed=7");
 *     }
 * }
 * }</pre>
 *
 * <p>Floods and passing failures are waited out where a clause is not about them. A transport that does not declare a
 * feature is held to refuse it.
 */
public abstract class TransportContract {
    /** For authors to extend. */
    protected TransportContract() {}

    /** A fixture of its own for every clause; transports of real servers may share one world. */
    protected abstract TransportFixture fixture();

    @Nested
    class Offers extends OfferClauses {
        Offers() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Connecting extends ConnectingClauses {
        Connecting() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Sending extends SendingClauses {
        Sending() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Options extends OptionClauses {
        Options() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Refusals extends RefusalClauses {
        Refusals() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Haste extends HasteClauses {
        Haste() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Doubts extends DoubtClauses {
        Doubts() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Changes extends ChangeClauses {
        Changes() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Forwards extends ForwardClauses {
        Forwards() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Reading extends ReadingClauses {
        Reading() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class LookingUp extends LookUpClauses {
        LookingUp() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Events extends EventClauses {
        Events() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Disconnecting extends DisconnectingClauses {
        Disconnecting() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Closing extends ClosingClauses {
        Closing() {
            super(TransportContract.this::fixture);
        }
    }

    @Nested
    class Secrets extends SecretClauses {
        Secrets() {
            super(TransportContract.this::fixture);
        }
    }
}
