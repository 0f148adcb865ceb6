// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/** A data centre that speaks MTProto, over the simulated Telegram. */
@org.jspecify.annotations.NullMarked
module dev.heliograph.simulator.mtproto {
    requires transitive dev.heliograph.simulator;
    requires static transitive org.junit.jupiter.api;

    exports dev.heliograph.simulator.mtproto;
    exports dev.heliograph.simulator.mtproto.crypto;
    exports dev.heliograph.simulator.mtproto.junit;
    exports dev.heliograph.simulator.mtproto.library;
    exports dev.heliograph.simulator.mtproto.tl;

    provides dev.heliograph.simulator.server.ServerDoor with
            dev.heliograph.simulator.mtproto.MtprotoServerDoor;
}
