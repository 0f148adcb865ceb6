// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.state.StateStoreProvider;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    @Test
    void on_the_class_path_it_is_found_by_its_scheme() {
        Plugins plugins = Plugins.installed();

        assertThat(plugins.problems()).isEmpty();
        assertThat(plugins.states().get("memory")).isInstanceOf(MemoryStateProvider.class);
    }

    @Test
    void the_module_provides_what_the_class_path_finds() throws URISyntaxException {
        Path classes = Path.of(MemoryStateProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module = ModuleFinder.of(classes)
                .find("dev.heliograph.state.memory")
                .orElseThrow()
                .descriptor();

        assertThat(module.provides())
                .singleElement()
                .satisfies(provided -> assertThat(provided.service()).isEqualTo(StateStoreProvider.class.getName()))
                .satisfies(provided ->
                        assertThat(provided.providers()).containsExactly(MemoryStateProvider.class.getName()));
    }
}
