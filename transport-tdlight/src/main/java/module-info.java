// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** Users and bots through TDLib, and the sessions of other libraries. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.transport.tdlight {
    requires transitive dev.heliograph.core;
    requires com.google.zxing;
    requires com.sun.jna;
    requires org.slf4j;
    requires tools.jackson.databind;

    exports dev.heliograph.transport.tdlight;
    exports dev.heliograph.transport.tdlight.engine;
    exports dev.heliograph.transport.tdlight.facet;
    exports dev.heliograph.transport.tdlight.login;
    exports dev.heliograph.transport.tdlight.natives;
    exports dev.heliograph.transport.tdlight.session;

    // which calls back what TDLib logs
    opens dev.heliograph.transport.tdlight.engine to
            com.sun.jna;

    provides dev.heliograph.spi.command.CommandProvider with
            dev.heliograph.transport.tdlight.command.NativesInstallCommand,
            dev.heliograph.transport.tdlight.command.NativesStatusCommand,
            dev.heliograph.transport.tdlight.command.SessionConvertCommand,
            dev.heliograph.transport.tdlight.command.SessionExportCommand,
            dev.heliograph.transport.tdlight.command.SessionImportCommand,
            dev.heliograph.transport.tdlight.command.SessionInspectCommand,
            dev.heliograph.transport.tdlight.command.SessionListCommand,
            dev.heliograph.transport.tdlight.command.SessionLoginCommand,
            dev.heliograph.transport.tdlight.command.SessionLogoutCommand;
    provides dev.heliograph.spi.transport.TransportProvider with
            dev.heliograph.transport.tdlight.TdlightTransportProvider;
}
