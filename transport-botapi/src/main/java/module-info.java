// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** Bots through any Bot API server over HTTP. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.transport.botapi {
    requires transitive dev.heliograph.core;
    // automatic: Okio ships no descriptor
    requires okhttp3;
    requires okio;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.heliograph.transport.botapi;

    provides dev.heliograph.spi.transport.TransportProvider with
            dev.heliograph.transport.botapi.BotApiTransportProvider;
}
