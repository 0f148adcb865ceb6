// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the senders of one run meet. */
record TdlibPlace(SystemTimeline time, TelegramLoopback telegram, Path library, Path folder) {
    /** A folder that nobody had before. */
    Path fresh() {
        try {
            return Files.createTempDirectory(folder, "sessions");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ClientConfig bot(int number) {
        return ClientConfig.named("bot-" + number)
                .apiId(1)
                .apiHash("0123456789abcdef0123456789abcdef")
                .botToken(number + ":secret")
                .proxy(new ProxyConfig(ProxyConfig.Kind.SOCKS5, "127.0.0.1", telegram.socksPort(), null, null))
                .build();
    }
}
