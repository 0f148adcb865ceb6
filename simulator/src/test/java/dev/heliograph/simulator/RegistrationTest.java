// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Environment;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.transport.TransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {
    @Test
    void the_provider_answers_to_its_scheme() {
        assertThat(Plugins.installed().transports().get("simulator")).isInstanceOf(SimulatorTransportProvider.class);
    }

    @Test
    void the_command_answers_to_its_name() {
        assertThat(Plugins.installed().commands().get("simulate-server")).isInstanceOf(SimulateServerCommand.class);
    }

    @ParameterizedTest
    @ValueSource(classes = {TransportProvider.class, CommandProvider.class})
    void the_services_file_and_the_module_descriptor_agree(Class<?> service) throws IOException {
        assertThat(providersOfDescriptor(service.getName()))
                .hasSize(1)
                .isEqualTo(providersOfServicesFile(service.getName()));
    }

    @Test
    void every_problem_of_an_address_is_reported_at_once() {
        Plugins.Selection selection = Plugins.installed().select(Environment.of(Map.of()));
        selection.transport("simulator:?seed=x&floods=2&bot=fast&colour=red");

        assertThatThrownBy(selection::check)
                .hasMessageContaining("'seed'")
                .hasMessageContaining("'floods'")
                .hasMessageContaining("'bot'")
                .hasMessageContaining("unknown setting 'colour'");
    }

    @Test
    void every_setting_says_in_one_sentence_what_it_is_for() {
        List<Setting<?>> all = new ArrayList<>(new SimulatorTransportProvider().settings());
        all.addAll(new SimulateServerCommand().settings());
        assertThat(all)
                .allSatisfy(
                        setting -> assertThat(setting.sentence()).endsWith(".").hasSizeGreaterThan(20));
    }

    private static List<String> providersOfDescriptor(String service) throws IOException {
        try (InputStream in = moduleInfo()) {
            return ModuleDescriptor.read(in).provides().stream()
                    .filter(provides -> provides.service().equals(service))
                    .flatMap(provides -> provides.providers().stream())
                    .toList();
        }
    }

    /** Several modules are on the class path; the right descriptor lies beside the provider. */
    private static InputStream moduleInfo() throws IOException {
        String place = SimulatorTransportProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
        return URI.create(place + "module-info.class").toURL().openStream();
    }

    private static List<String> providersOfServicesFile(String service) throws IOException {
        try (InputStream in = SimulatorTransportProvider.class.getResourceAsStream("/META-INF/services/" + service)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
