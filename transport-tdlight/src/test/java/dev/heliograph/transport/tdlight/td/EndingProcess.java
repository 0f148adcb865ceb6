// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.time.SystemTimeline;
import dev.heliograph.transport.tdlight.Ending;
import dev.heliograph.transport.tdlight.engine.ExitGuard;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A process of its own, which opens clients, some of them with a database, and ends in the way that it is told: {@code LIBRARY WAY
 * PATIENCE_MS LOOP}, where the loop {@code runs} or has {@code ended} when the end comes. It says {@code open} once they are.
 */
final class EndingProcess {
    static final int CLIENTS = 6;

    private EndingProcess() {}

    public static void main(String[] words) throws InterruptedException {
        TdHub hub = TdHub.of(LoadedLibrary.engine(new FoundLibrary(Path.of(words[0]), "test"), false, 0));
        PluginContext context = SystemTimeline.start().context("ending");
        Duration patience = Duration.ofMillis(Long.parseLong(words[2]));
        ExitGuard.watch(context, () -> hub.closeAll(patience, context.timeline()::nanos));
        open(hub, context, words[3].equals("ended"));
        System.out.println("open");
        Ending.valueOf(words[1]).end();
    }

    private static void open(TdHub hub, PluginContext context, boolean deaf) throws InterruptedException {
        CountDownLatch awake = new CountDownLatch(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            int client = hub.open(once("updateOption", awake));
            if (i % 3 == 2) {
                // a port that nobody listens on: nothing leaves this machine
                hub.send(client, """
                        {"@type":"addProxy","proxy":{"@type":"proxy","server":"127.0.0.1","port":1,\
                        "type":{"@type":"proxyTypeSocks5"}},"enable":true}""");
                hub.send(client, """
                        {"@type":"setTdlibParameters","database_directory":"td%d","api_id":1,"api_hash":"h",\
                        "system_language_code":"en","device_model":"d","application_version":"1"}""".formatted(i));
            } else if (i % 3 == 1) {
                hub.send(client, "{\"@type\":\"getOption\",\"name\":\"version\"}");
            } else {
                hub.send(client, "{\"@type\":\"testSquareInt\",\"x\":3}");
            }
        }
        PluginContext.Loop loop = context.loop("receive", () -> hub.run(() -> false));
        awake.await();
        if (deaf) {
            loop.close();
        }
    }

    private static Consumer<String> once(String type, CountDownLatch latch) {
        boolean[] seen = {false};
        return json -> {
            if (!seen[0] && json.contains(type)) {
                seen[0] = true;
                latch.countDown();
            }
        };
    }
}
