// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.SentMessage;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.Link;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.VirtualTimeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever throws where nobody expects it: everybody who waits is answered. */
class FaultsTest {
    private static final ClientConfig DESK =
            ClientConfig.named("desk").botToken(VirtualBot.TOKEN).build();

    /** A context whose blocking work goes there. */
    private record Lent(PluginContext target, Executor blocking) implements PluginContext {
        @Override
        public String instance() {
            return target.instance();
        }

        @Override
        public Timeline timeline() {
            return target.timeline();
        }

        @Override
        public Loop loop(String name, Runnable body) {
            return target.loop(name, body);
        }

        @Override
        public AtExit atExit(String name, Runnable body) {
            return target.atExit(name, body);
        }
    }

    private final VirtualTimeline time = VirtualTimeline.seeded(7);
    private final ScriptedHttp server = new ScriptedHttp(time.strand("server"));

    private BotApiTransport transport(Executor blocking, Runnable closing) {
        return new BotApiTransport(settings(), new Lent(time.context("test"), blocking), server, closing);
    }

    private Link connected(Executor blocking) {
        Link link = transport(blocking, () -> {}).link(DESK, (event, handled) -> true);
        time.await(link.connect()).orThrow();
        return link;
    }

    private Outcome<SentMessage> send(Link link, MediaFile file) {
        return time.await(link.send(VirtualBot.request(with(file))));
    }

    private static OutgoingMessage.Builder with(MediaFile file) {
        return OutgoingMessage.to(5).media(Media.document(file));
    }

    private static BotApiSettings settings() {
        return BotApiSettings.of(
                Configured.of(new BotApiTransportProvider(), "updates=none").settings());
    }

    @Test
    void a_file_system_that_throws_fails_the_send(@TempDir Path folder) throws IOException {
        Path file;
        URI zip = URI.create("jar:" + folder.resolve("files.zip").toUri());
        try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            file = Files.writeString(files.getPath("/a.txt"), "words");
        }
        Link link = connected(time.strand("blocking"));
        // its file system is closed by now, which is no IOException
        assertThat(send(link, MediaFile.of(file)).failure())
                .isInstanceOfSatisfying(
                        Failure.Rejected.class,
                        rejected -> assertThat(rejected.status()).isEqualTo(SendStatus.FAILED));
        server.answer("sendDocument", ScriptedHttp.sent(5, 9));
        send(link, MediaFile.of("a", new byte[] {1})).orThrow();
    }

    @Test
    void a_process_that_takes_no_work_answers_an_upload() {
        Link link = connected(task -> {
            throw new RejectedExecutionException("ending");
        });
        assertThat(send(link, MediaFile.of("a", new byte[] {1})).failure()).isInstanceOf(Failure.Unavailable.class);
    }

    @Test
    void a_transport_is_closed_even_where_its_way_cannot_be() {
        var closed = transport(Runnable::run, () -> {
                    throw new IllegalStateException("a bug");
                })
                .close()
                .toCompletableFuture();
        time.settle();
        assertThat(closed).isCompleted();
    }

    @Test
    void a_sink_that_throws_keeps_no_transport_open() {
        BotApiTransport transport = transport(Runnable::run, () -> {});
        Link link = transport.link(DESK, (event, handled) -> {
            throw new IllegalStateException("a bug");
        });
        link.connect();
        assertThatThrownBy(time::settle).hasMessage("a bug");
        var closed = transport.close().toCompletableFuture();
        time.settle();
        assertThat(closed).isCompleted();
    }
}
