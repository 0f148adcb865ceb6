// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0

import dev.heliograph.api.Heliograph;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendResult;

public class First {
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .session(ClientConfig.named("desk").build())
                .open()) {
            fleet.connect().join();
            SendResult result = fleet.client("desk")
                    .send(OutgoingMessage.to("@news").html("The <b>tea</b> is ready.").build())
                    .join();
            System.out.println(result.status() + " " + result.reason());
        }
    }
}
