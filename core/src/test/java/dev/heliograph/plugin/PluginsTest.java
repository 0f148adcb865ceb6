// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Environment;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.metrics.MetricsProvider;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {
    private static final String PLAIN = PlainMetricsProvider.class.getName();
    private static final String GROUPED = GroupedCommand.class.getName();
    private static final String TYPED = TypedMetricsProvider.class.getName();

    private static Plugins listing(String... lines) {
        return Plugins.installed(new ServiceFiles(Map.of(MetricsProvider.class.getName(), String.join("\n", lines))));
    }

    private static Plugins listingCommands(String... lines) {
        return Plugins.installed(new ServiceFiles(Map.of(CommandProvider.class.getName(), String.join("\n", lines))));
    }

    @Test
    void plugins_are_found_by_scheme() {
        Plugins plugins = listing(TYPED, PLAIN);

        assertThat(plugins.metrics()).containsOnlyKeys("plain", "typed");
        assertThat(plugins.metrics().get("plain")).isInstanceOf(PlainMetricsProvider.class);
        assertThat(plugins.problems()).isEmpty();
    }

    @Test
    void where_there_is_nothing_nothing_is_found() {
        Plugins plugins = Plugins.installed(new ServiceFiles(Map.of()));

        assertThat(plugins.transports()).isEmpty();
        assertThat(plugins.states()).isEmpty();
        assertThat(plugins.metrics()).isEmpty();
        assertThat(plugins.problems()).isEmpty();
    }

    @Test
    void of_two_plugins_of_one_scheme_both_are_named() {
        Plugins plugins = listing(PLAIN, PLAIN + "$Twin", TYPED);

        assertThat(plugins.problems()).singleElement().asString().contains(PLAIN, PLAIN + "$Twin", "'plain:'");
        assertThat(plugins.metrics()).containsKey("typed");
    }

    @Test
    void a_plugin_of_a_later_api_is_not_offered() {
        Plugins plugins = listing(PLAIN + "$FromTheFuture", PLAIN);

        assertThat(plugins.metrics()).containsOnlyKeys("plain");
        assertThat(plugins.problems()).singleElement().asString().contains("FromTheFuture", "level 2", "this is 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unmakeable", "Nameless", "Unlinked", "NotThere"})
    void a_broken_plugin_is_told_and_stops_no_other(String broken) {
        Plugins plugins = listing(TYPED, PLAIN + "$" + broken, PLAIN);

        assertThat(plugins.metrics()).containsOnlyKeys("plain", "typed");
        assertThat(plugins.problems()).singleElement().asString().contains(broken);
    }

    @Test
    void a_class_that_is_no_plugin_is_told_and_stops_no_other() {
        Plugins plugins = listing(ServiceFiles.class.getName(), PLAIN);

        assertThat(plugins.metrics()).containsOnlyKeys("plain");
        assertThat(plugins.problems()).singleElement().asString().contains("ServiceFiles");
    }

    @Test
    void a_command_of_a_group_is_found_by_its_scheme_and_typed_in_two_words() {
        Plugins plugins = listingCommands(GROUPED);

        assertThat(plugins.commands()).containsOnlyKeys("bureau-tally");
        assertThat(plugins.commands().get("bureau-tally").typed()).isEqualTo("bureau tally");
        assertThat(plugins.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stray", "Hollow", "Wordy"})
    void a_command_that_is_not_named_after_its_group_is_told_and_stops_no_other(String wrong) {
        Plugins plugins = listingCommands(GROUPED + "$" + wrong, GROUPED);

        assertThat(plugins.commands()).containsOnlyKeys("bureau-tally");
        assertThat(plugins.problems()).singleElement().asString().contains(wrong, "must begin with '");
    }

    @Test
    void who_asks_for_a_scheme_that_is_missing_learns_what_is_broken() {
        Plugins.Selection selection = listing(PLAIN + "$Unmakeable").select(Environment.of(Map.of()));
        selection.metrics("plain:");

        assertThatThrownBy(selection::check).hasMessageContaining("Unmakeable");
    }
}
