// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.UserValues;
import dev.heliograph.model.ClientConfig;
import java.time.Duration;

/** Keeps values of the application where the fleet keeps its state. */
public final class KeepValues {
    private KeepValues() {}

    /** Prints what is kept, and that it is gone. */
    public static void main(String[] args) {
        try (Heliograph fleet = Heliograph.builder()
                .transport("simulator:?seed=7")
                .state("memory:")
                .session(ClientConfig.named("desk").build())
                .open()) {
            UserValues values = fleet.state();
            values.set("greeting", "Good morning").join().orThrow();
            values.set("seen/42", "yes", Duration.ofHours(1)).join().orThrow();
            System.out.println(values.get("greeting").join().orThrow().orElse("nothing"));

            values.delete("greeting").join().orThrow();
            System.out.println(values.get("greeting").join().orThrow().orElse("nothing"));
        }
    }
}
