// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.Setting;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TestedVersions;
import dev.heliograph.transport.tdlight.natives.Fingerprint;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.natives.LibrarySearch;
import dev.heliograph.transport.tdlight.natives.NativePackage;
import dev.heliograph.transport.tdlight.natives.NativePlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code natives status}: which library of TDLib would be taken, and whether it is one that was tested. */
public final class NativesStatusCommand implements CommandProvider {
    static final Setting<String> LIBRARY =
            Setting.text("library", "", "The library to look at, instead of the one that would be found.");

    /** For {@link java.util.ServiceLoader}. */
    public NativesStatusCommand() {}

    @Override
    public String scheme() {
        return "natives-status";
    }

    @Override
    public String group() {
        return "natives";
    }

    @Override
    public String description() {
        return "Say which library of TDLib would be taken, and whether it was tested.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(LIBRARY);
    }

    @Override
    public int run(Settings options, CommandContext context) {
        LibrarySearch search = LibrarySearch.here();
        String named = options.get(LIBRARY);
        FoundLibrary found = search.look(named);
        NativePlatform platform = NativePlatform.current();
        Report report = new Report()
                .put("platform", platform.toString())
                .put(
                        "package",
                        NativePackage.isPinned(platform)
                                ? NativePackage.of(platform).spec()
                                : null)
                .put("tested", TestedVersions.WORDS);
        boolean good = describe(report, platform, found, found == null ? null : search.problem(found));
        report.put(
                "places",
                search.places().stream().map(NativesStatusCommand::row).toList());
        context.report(report);
        return good ? DONE : PARTLY;
    }

    /** Whether it is what was tested; one that must not be loaded is not loaded to be asked for its version. */
    private static boolean describe(
            Report report, NativePlatform platform, @Nullable FoundLibrary found, @Nullable String problem) {
        report.put("library", found == null ? null : found.path().toString())
                .put("found by", found == null ? null : found.origin());
        String version = found == null || problem != null
                ? null
                : LoadedLibrary.engine(found, true, 1).version();
        boolean tested = version != null && TestedVersions.include(version);
        String sha256 = found == null ? null : sha256(found);
        boolean pinnable = NativePackage.isPinned(platform);
        boolean pinned = sha256 != null
                && pinnable
                && NativePackage.of(platform).sha256().equals(sha256);
        report.put("version", version)
                .put("tested version", tested)
                .put("sha256", sha256)
                .put("pinned", pinned)
                .put("problem", problem);
        return tested && (pinned || !pinnable);
    }

    private static String sha256(FoundLibrary found) {
        try {
            return Fingerprint.of(found.path());
        } catch (IOException failure) {
            throw new ConfigurationException(
                    "natives status: '" + found.path() + "' cannot be read: " + FileTrouble.cause(failure));
        }
    }

    private static Report row(FoundLibrary place) {
        return new Report()
                .put("place", place.path().toString())
                .put("by", place.origin())
                .put("there", Files.isRegularFile(place.path()));
    }
}
