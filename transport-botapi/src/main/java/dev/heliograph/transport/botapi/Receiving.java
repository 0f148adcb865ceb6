// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.transport.SelfInfo;

/** The half of a link that takes updates in. Called on the transport's strand. */
interface Receiving {
    /** The link is ready; may come again after {@link #stop}. */
    void start(SelfInfo self);

    /** The link is down: calls under way are being broken off, and nothing may be offered any more. */
    void stop();
}
