// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** A process of its own that asks whose a session is, by a server that says nothing. */
final class Asker {
    private Asker() {}

    /** Takes the library, the folder of the sessions and the port of the server. */
    public static void main(String[] arguments) throws Exception {
        byte[] key = new byte[SessionMaterial.KEY_BYTES];
        Arrays.fill(key, (byte) 7);
        ask(Path.of(arguments[0]), Path.of(arguments[1]), Integer.parseInt(arguments[2]))
                .apply(SessionMaterial.of(2, false, key));
    }

    private static AskWho ask(Path library, Path folder, int port) {
        ClientConfig config = ClientConfig.named("desk")
                .apiId(1)
                .apiHash("h")
                .proxy(new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", port, null, null))
                .build();
        return new AskWho(
                new FoundLibrary(library, "test"),
                false,
                config,
                folder,
                new CompletableFuture<>(),
                Duration.ofMinutes(5),
                AskWho.command());
    }
}
