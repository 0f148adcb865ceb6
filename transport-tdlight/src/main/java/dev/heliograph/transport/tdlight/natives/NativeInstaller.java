// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.transport.tdlight.os.Scratch;
import dev.heliograph.transport.tdlight.os.SecretFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;

/** Puts the library of a package into its folder: fetched, checked, and then moved there in one step. */
public final class NativeInstaller {
    private final NativeFolder folder;
    private final Npm npm;

    /** Installs there, by the npm on the path. */
    public NativeInstaller(NativeFolder folder) {
        this(folder, Npm.onPath());
    }

    NativeInstaller(NativeFolder folder, Npm npm) {
        this.folder = folder;
        this.npm = npm;
    }

    /**
     * Whether the library is there already and is what it must be.
     *
     * @throws ConfigurationException where it cannot be read
     */
    public boolean isInstalled(NativePackage wanted) {
        Path library = folder.library(wanted);
        try {
            return Files.isRegularFile(library) && Fingerprint.of(library).equals(wanted.sha256());
        } catch (IOException failure) {
            throw refusal("'" + library + "' cannot be read: " + reason(failure));
        }
    }

    /**
     * Installs the library, unless it is there already. Blocks for as long as npm takes.
     *
     * @param interrupted ends the installation when it completes
     * @return where it is
     * @throws ConfigurationException where that cannot be: nothing was changed, and nothing unchecked is kept
     * @throws CancellationException where it was interrupted: nothing was changed either
     */
    public Path install(NativePackage wanted, CompletionStage<Void> interrupted) {
        Path library = folder.library(wanted);
        Scratch.sweep(folder.root());
        if (isInstalled(wanted)) {
            return library;
        }
        try {
            // beside the target, so that the last step is a rename
            SecretFile.folder(folder.place(wanted));
            try (Scratch work = Scratch.folder(folder.root(), ".install-")) {
                fetch(wanted, library, work.path(), interrupted);
            }
        } catch (IOException failure) {
            throw refusal("'" + folder.root() + "': " + reason(failure));
        }
        return library;
    }

    private void fetch(NativePackage wanted, Path library, Path work, CompletionStage<Void> interrupted)
            throws IOException {
        Path archive = npm.fetch(wanted, work, interrupted);
        Path fresh = work.resolve(wanted.file());
        TarGz.extract(archive, "package/" + wanted.file(), fresh);
        String sha256 = Fingerprint.of(fresh);
        if (!sha256.equals(wanted.sha256())) {
            // first, so that it is gone whatever else cannot be deleted
            Files.deleteIfExists(fresh);
            throw refusal("the " + wanted.file() + " in " + wanted.spec() + " is not the one that was tested and is not"
                    + " kept: its SHA-256 is " + sha256 + ", expected " + wanted.sha256());
        }
        Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String reason(IOException failure) {
        return failure instanceof FileAlreadyExistsException
                ? "a file is in the way of a folder"
                : FileTrouble.cause(failure);
    }

    private static ConfigurationException refusal(String why) {
        return new ConfigurationException("natives install: " + why);
    }
}
