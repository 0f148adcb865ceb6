// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.testkit.seeds.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    /** What a careless client sees and what the world thinks of it, as one text. */
    private static String history(WorldSettings settings) {
        Town town = new Town(settings);
        Dice client = Dice.of(5, "client");
        List<SessionKey> keys = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            keys.add(i % 2 == 0 ? town.world.key("u" + i, i, false, null) : town.world.key("b" + i, i, true, null));
        }
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            SessionKey key = keys.get((int) client.between(0, 4));
            if (i % 500 < 5) {
                seen.append(Town.verdict(town.world.connect(town.call(key), () -> {})));
            }
            seen.append(town.verdict(key, client.hit(0.2) ? Inhabitants.GROUP : client.between(100, 300)));
            town.pass(Duration.ofMillis(client.between(0, 200)));
        }
        return seen + town.world.digest() + town.world.judgement();
    }

    @Seeds(5)
    void the_same_seed_is_the_same_history(long seed) {
        WorldSettings settings = WorldSettings.chaos(seed).withTraffic(3);

        assertThat(history(settings)).isEqualTo(history(settings));
    }

    @Test
    void another_seed_is_another_history() {
        assertThat(history(WorldSettings.chaos(1))).isNotEqualTo(history(WorldSettings.chaos(2)));
    }

    @Test
    void the_digest_does_not_depend_on_the_machine() {
        Town town = Town.calm();
        town.send(town.bot(7), 42, "hello").orThrow();

        assertThat(town.world.digest()).isEqualTo("01e62f87943889e536db7deda8afc9835a0b6bfe90a99925c83deca39ec5c51b");
    }

    @Seeds(50)
    void chaos_stays_within_its_bounds(long seed) {
        WorldSettings.chaosRates(seed).forEach((fault, rate) -> assertThat(rate).isBetween(0.0, fault.most()));
    }
}
