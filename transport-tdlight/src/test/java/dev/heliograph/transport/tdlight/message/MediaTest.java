// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import static dev.heliograph.transport.tdlight.message.Office.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Failure;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.OutgoingMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MediaTest {
    private static final MediaFile NOTE = MediaFile.of("note.txt", new byte[] {72, 105, 10});

    @TempDir
    private Path folder;

    private Office office;

    @BeforeEach
    void open() {
        office = Office.ofUser(folder.resolve("scratch"));
    }

    private static OutgoingMessage.Builder with(Media media) {
        return OutgoingMessage.to(CHAT).text("caption").media(media);
    }

    private JsonNode content() {
        return office.request("sendMessage").path("input_message_content");
    }

    private long filesLeft() throws IOException {
        try (var left = Files.walk(folder.resolve("scratch"))) {
            return left.filter(Files::isRegularFile).count();
        }
    }

    private void uploaded(long bytes, boolean whole) {
        office.td.says("{'@type':'updateFile','file':{'id':501,'size':3,'remote':{'uploaded_size':" + bytes
                + ",'is_uploading_completed':" + whole + "}}}");
    }

    @Nested
    class A_file {
        @Test
        void in_memory_lies_on_the_disk_under_its_name_while_it_is_sent() throws IOException {
            office.td.accepting = false;
            var sending = office.start(with(Media.document(NOTE)));
            office.time.settle();
            Path path = Path.of(
                    content().path("document").path("document").path("path").asString());
            assertThat(path.getFileName()).hasToString("note.txt");
            assertThat(path).hasContent("Hi\n");
            office.td.accepts(CHAT, office.td.newest(), 200);
            office.time.await(sending);
            assertThat(filesLeft()).isZero();
        }

        @Test
        void in_memory_is_gone_after_a_refusal() throws IOException {
            office.td.next("sendMessage", ScriptedTd.error(400, "File is too big"));
            office.failure(with(Media.document(NOTE)));
            assertThat(filesLeft()).isZero();
        }

        @Test
        void on_the_disk_is_read_where_it_is() throws IOException {
            Path file = Files.write(folder.resolve("a.bin"), new byte[5]);
            office.send(with(Media.document(MediaFile.of(file))));
            assertThat(content().path("document").path("document").path("path").asString())
                    .isEqualTo(file.toAbsolutePath().toString());
            assertThat(file).exists();
            assertThat(office.progress).containsExactly("5/5");
        }

        @Test
        void that_is_missing_is_refused_before_tdlib_is_asked() {
            assertThat(office.failure(with(Media.document(MediaFile.of(folder.resolve("none"))))))
                    .isInstanceOf(Failure.Rejected.class);
            assertThat(office.td.requests("sendMessage")).isEmpty();
        }

        @Test
        void that_telegram_has_goes_by_its_id() {
            office.send(with(Media.document(new MediaFile.Remote("BQAD"))));
            assertThat(content().path("document").path("document").path("id").asString())
                    .isEqualTo("BQAD");
            assertThat(office.progress).isEmpty();
        }

        @Test
        void keeps_its_kind_and_its_caption() {
            office.send(with(Media.document(NOTE)));
            assertThat(content()
                            .path("document")
                            .path("disable_content_type_detection")
                            .asBoolean())
                    .isTrue();
            assertThat(content().path("caption").path("text").asString()).isEqualTo("caption");
        }
    }

    @Nested
    class An_upload {
        @Test
        void tells_how_far_it_has_come() {
            office.td.accepting = false;
            var sending = office.start(with(Media.document(NOTE)));
            office.time.settle();
            uploaded(1, false);
            uploaded(1, false);
            uploaded(0, false);
            uploaded(3, true);
            office.td.accepts(CHAT, office.td.newest(), 200);
            office.time.await(sending);
            assertThat(office.progress).containsExactly("1/3", "3/3");
        }

        @Test
        void takes_as_long_as_something_moves() {
            office.td.accepting = false;
            var sending = office.start(with(Media.photo(NOTE)));
            for (int i = 1; i <= 3; i++) {
                office.time.advance(Duration.ofSeconds(25));
                uploaded(i, false);
            }
            office.time.advance(Duration.ofSeconds(25));
            assertThat(office.td.requests("deleteMessages")).isEmpty();
            office.td.accepts(CHAT, office.td.newest(), 200);
            assertThat(office.time.await(sending).isDone()).isTrue();
        }

        @Test
        void that_stands_still_is_taken_back_and_is_in_doubt() {
            office.td.accepting = false;
            assertThat(office.failure(with(Media.photo(NOTE)))).isInstanceOf(Failure.Ambiguous.class);
            assertThat(office.td.requests("deleteMessages")).hasSize(1);
        }
    }

    @Nested
    class An_album {
        private final Media album = Media.album(List.of(Media.document(NOTE), Media.document(NOTE)));

        @Test
        void is_known_by_the_id_of_its_first_part() {
            assertThat(office.send(with(album)).orThrow().messageId()).isEqualTo(101);
        }

        @Test
        void has_its_caption_at_its_first_part() {
            office.send(with(album));
            JsonNode contents = office.request("sendMessageAlbum").path("input_message_contents");
            assertThat(contents.path(0).path("caption").path("text").asString()).isEqualTo("caption");
            assertThat(contents.path(1).has("caption")).isFalse();
        }

        @Test
        void is_done_when_all_its_parts_are() {
            office.td.accepting = false;
            var sending = office.start(with(album));
            office.time.settle();
            office.td.accepts(CHAT, 2, 202);
            office.time.settle();
            assertThat(sending.toCompletableFuture()).isNotDone();
            office.td.accepts(CHAT, 1, 201);
            assertThat(office.time.await(sending).orThrow().messageId()).isEqualTo(201);
        }

        @Test
        void is_refused_as_a_whole() {
            office.td.accepting = false;
            var sending = office.start(with(album));
            office.time.settle();
            office.td.refuses(CHAT, 1, 400, "MEDIA_INVALID", 0);
            office.td.refuses(CHAT, 2, 400, "MEDIA_INVALID", 0);
            assertThat(Office.failure(office.time.await(sending))).isInstanceOf(Failure.Rejected.class);
        }

        @Test
        void of_which_a_part_may_have_been_sent_is_in_doubt() {
            office.td.accepting = false;
            var sending = office.start(with(album));
            office.time.settle();
            office.td.refuses(CHAT, 1, 400, "MEDIA_INVALID", 0);
            office.td.refuses(CHAT, 2, 500, "Internal Server Error", 0);
            assertThat(Office.failure(office.time.await(sending))).isInstanceOf(Failure.Ambiguous.class);
        }

        @Test
        void of_which_a_part_is_refused_is_in_doubt() {
            office.td.accepting = false;
            var sending = office.start(with(album));
            office.time.settle();
            office.td.accepts(CHAT, 1, 201);
            office.td.refuses(CHAT, 2, 400, "MEDIA_INVALID", 0);
            assertThat(Office.failure(office.time.await(sending))).isInstanceOf(Failure.Ambiguous.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "note.txt, note.txt",
        "../../etc/passwd, .._.._etc_passwd",
        "a:b*c?.txt, a_b_c_.txt",
        "'', file",
        "'  ', file",
        ".., file",
        "\u00fcber.pdf, \u00fcber.pdf"
    })
    void the_name_of_a_file_stays_within_its_folder(String name, String safe) {
        assertThat(Packing.safe(name)).isEqualTo(safe);
    }

    @Test
    void a_long_name_keeps_its_end() {
        assertThat(Packing.safe("x".repeat(300) + ".txt")).hasSize(60).endsWith(".txt");
    }
}
