// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.transport.tdlight.natives.NativeFolder;
import dev.heliograph.transport.tdlight.natives.NativeInstaller;
import dev.heliograph.transport.tdlight.natives.NativePackage;
import dev.heliograph.transport.tdlight.natives.NativePlatform;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** {@code natives install}: fetches the library of TDLib that was tested. */
public final class NativesInstallCommand implements CommandProvider {
    static final Setting<String> FOLDER =
            Setting.text("folder", "", "Where to keep it, instead of the cache of this user.");

    /** For {@link java.util.ServiceLoader}. */
    public NativesInstallCommand() {}

    @Override
    public String scheme() {
        return "natives-install";
    }

    @Override
    public String group() {
        return "natives";
    }

    @Override
    public String description() {
        return "Fetch TDLib's library for this machine by npm and check it.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(FOLDER);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        NativeFolder folder = folder(options.get(FOLDER).strip());
        NativePackage wanted = NativePackage.of(NativePlatform.current());
        NativeInstaller installer = new NativeInstaller(folder);
        boolean before = installer.isInstalled(wanted);
        return Breakable.code(this, context, () -> {}, () -> {
            Path library = installer.install(wanted, context.interrupted());
            context.report(new Report()
                    .put("library", library.toString())
                    .put("package", wanted.spec())
                    .put("tdlib", wanted.tdlib())
                    .put("sha256", wanted.sha256())
                    .put("installed before", before));
            return DONE;
        });
    }

    private static NativeFolder folder(String text) {
        try {
            return text.isEmpty()
                    ? NativeFolder.ofUser()
                    : new NativeFolder(Path.of(text).toAbsolutePath().normalize());
        } catch (InvalidPathException wrong) {
            throw new ConfigurationException("natives install: --folder: expected the path of a folder");
        }
    }
}
