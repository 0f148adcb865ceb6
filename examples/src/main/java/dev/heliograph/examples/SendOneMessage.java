// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;

/** Sends one message through the simulated Telegram. */
public final class SendOneMessage {
    private SendOneMessage() {}

    /** Prints how it ended. */
    public static void main(String[] args) {
        ClientConfig desk = ClientConfig.named("desk").build();
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(desk)
                .open()) {
            fleet.connect().join();
            OutgoingMessage message =
                    OutgoingMessage.to("@news").html("The <b>tea</b> is ready.").build();
            SendResult result = fleet.client("desk").send(message).join();
            System.out.println(result.status() + " " + result.reason() + ", sent by " + result.sentBy());
        }
    }
}
