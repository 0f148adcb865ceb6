// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.natives;

import dev.heliograph.model.ConfigurationException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** What the build runs before the native tests: says where a checked library is, which it installs unless the user has it. */
final class NativesOfTests {
    private NativesOfTests() {}

    public static void main(String[] folder) {
        try {
            NativePackage wanted = NativePackage.of(NativePlatform.current());
            NativeFolder user = NativeFolder.ofUser();
            Path library = new NativeInstaller(user).isInstalled(wanted)
                    ? user.library(wanted)
                    : new NativeInstaller(new NativeFolder(Path.of(folder[0])))
                            .install(wanted, new CompletableFuture<>());
            System.out.println(library);
        } catch (ConfigurationException refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
        }
    }
}
