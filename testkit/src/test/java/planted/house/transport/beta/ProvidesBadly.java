// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport.beta;

import planted.house.spi.transport.Link;
import planted.house.spi.transport.TransportProvider;

/** Planted: each provider lacks one thing. */
public final class ProvidesBadly {

    static final class Hidden implements TransportProvider {
        public Hidden() {}

        @Override
        public Link open() {
            return null;
        }
    }

    public static class Open implements TransportProvider {
        @Override
        public Link open() {
            return null;
        }
    }

    public static final class Asking implements TransportProvider {
        public Asking(String address) {}

        @Override
        public Link open() {
            return null;
        }
    }

    public static final class Closed implements TransportProvider {
        private Closed() {}

        @Override
        public Link open() {
            return null;
        }
    }

    public static final class Stateful implements TransportProvider {
        private final Object state = new Object();

        @Override
        public Link open() {
            return null;
        }
    }
}
