// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.provider;

import dev.heliograph.spi.Provider;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.metrics.MetricsProvider;
import dev.heliograph.spi.state.StateStoreProvider;
import dev.heliograph.spi.transport.TransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** Where a provider is registered: the list of its jar for the class path, the descriptor of its module. */
final class Registrations {
    private Registrations() {}

    /** What the loader of services finds for the kind of this provider. */
    static List<String> found(Provider provider) {
        return ServiceLoader.load(kind(provider), provider.getClass().getClassLoader()).stream()
                .map(found -> found.type().getName())
                .toList();
    }

    /** What the provider's own jar or folder lists for the class path, in the order of its lines. */
    static List<String> listed(Provider provider) {
        String name = "META-INF/services/" + kind(provider).getName();
        try {
            return content(home(provider), name)
                    .lines()
                    .map(line -> line.replaceAll("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    /** What the provider's own module provides, or empty where its jar or folder has no descriptor. */
    static Optional<SortedSet<String>> inModule(Provider provider) {
        String kind = kind(provider).getName();
        return ModuleFinder.of(home(provider)).findAll().stream()
                .map(ModuleReference::descriptor)
                .filter(descriptor -> !descriptor.isAutomatic())
                .findFirst()
                .map(descriptor -> provided(descriptor, kind));
    }

    private static SortedSet<String> provided(ModuleDescriptor descriptor, String kind) {
        SortedSet<String> provided = new TreeSet<>();
        descriptor.provides().stream()
                .filter(provides -> provides.service().equals(kind))
                .forEach(provides -> provided.addAll(provides.providers()));
        return provided;
    }

    private static String content(Path home, String name) throws IOException {
        if (Files.isDirectory(home)) {
            Path file = home.resolve(name);
            return Files.exists(file) ? Files.readString(file) : "";
        }
        try (JarFile jar = new JarFile(home.toFile())) {
            ZipEntry entry = jar.getEntry(name);
            if (entry == null) {
                return "";
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private static Class<? extends Provider> kind(Provider provider) {
        for (Class<? extends Provider> kind : List.of(
                TransportProvider.class, StateStoreProvider.class, MetricsProvider.class, CommandProvider.class)) {
            if (kind.isInstance(provider)) {
                return kind;
            }
        }
        throw new AssertionError(
                provider.getClass().getName() + " provides no transport, state store, metrics or command");
    }

    private static Path home(Provider provider) {
        try {
            return Path.of(provider.getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError("the place of " + provider.getClass().getName(), impossible);
        }
    }
}
