// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** Small programs that use the library, and three plugins as third parties would write them. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.examples {
    requires transitive dev.heliograph.core;
    requires java.net.http;
    requires org.jspecify;

    exports dev.heliograph.examples;

    provides dev.heliograph.spi.transport.TransportProvider with
            com.acme.courier.CourierTransportProvider;
    provides dev.heliograph.spi.state.StateStoreProvider with
            com.acme.notebook.NotebookProvider;
    provides dev.heliograph.spi.command.CommandProvider with
            com.acme.measure.MeasureCommand;
}
