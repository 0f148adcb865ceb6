// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;

/** The same program as {@link SendOneMessage}, over a transport of a third party: only the address differs. */
public final class UseCourier {
    private UseCourier() {}

    /** Prints how it ended. */
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("courier:?way=10ms")
                .session(ClientConfig.named("desk").build())
                .open()) {
            fleet.connect().join();
            SendResult result = fleet.client("desk")
                    .send(OutgoingMessage.to("@alice").text("By hand.").build())
                    .join();
            System.out.println(result.status() + " " + result.reason() + ", sent by " + result.sentBy());
        }
    }
}
