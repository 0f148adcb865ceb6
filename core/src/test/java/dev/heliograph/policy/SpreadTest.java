// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpreadTest {
    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @ParameterizedTest
    @CsvSource({"60, 3", "61, 3", "7, 3", "2, 5", "1, 1", "300, 7"})
    void shares_differ_by_one_at_most(int sessions, int nodes) {
        Map<String, String> spread = Spread.over(names("bot-", sessions), names("node-", nodes));
        List<Long> shares = names("node-", nodes).stream()
                .map(node -> spread.values().stream().filter(node::equals).count())
                .toList();

        assertThat(spread).hasSize(sessions);
        assertThat(Collections.max(shares) - Collections.min(shares)).isLessThanOrEqualTo(1);
    }

    @Test
    void the_order_of_asking_does_not_matter() {
        List<String> sessions = new ArrayList<>(names("bot-", 40));
        List<String> nodes = new ArrayList<>(names("node-", 4));
        Map<String, String> spread = Spread.over(sessions, nodes);
        Collections.shuffle(sessions, new Random(1));
        Collections.shuffle(nodes, new Random(2));

        assertThat(Spread.over(sessions, nodes)).isEqualTo(spread);
    }

    @Test
    void most_sessions_stay_where_they_are_when_a_node_goes() {
        List<String> sessions = names("bot-", 60);
        Map<String, String> three = Spread.over(sessions, names("node-", 3));
        Map<String, String> two = Spread.over(sessions, names("node-", 2));
        long moved = sessions.stream()
                .filter(session -> !three.get(session).equals("node-2"))
                .filter(session -> !three.get(session).equals(two.get(session)))
                .count();

        assertThat(moved).as("moved between nodes that stayed").isLessThanOrEqualTo(12);
    }

    @Test
    void without_a_node_nobody_has_anything() {
        assertThat(Spread.over(names("bot-", 3), List.of())).isEmpty();
    }
}
