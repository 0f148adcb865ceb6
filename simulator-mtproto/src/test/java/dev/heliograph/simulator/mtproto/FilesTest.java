// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.simulator.mtproto.Visit.Guest;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FilesTest {
    private final Visit visit = new Visit();
    private Guest anna;
    private Guest bert;
    private TlObject toBert;

    @BeforeEach
    void signIn() throws IOException {
        anna = visit.user("anna", "15550001");
        bert = visit.user("bert", "15550002");
        toBert = anna.peer("bert");
    }

    @AfterEach
    void leave() throws IOException {
        visit.close();
    }

    private static TlObject document(TlObject file) {
        return TlObject.of("inputMediaUploadedDocument")
                .with("file", file)
                .with("mime_type", "application/pdf")
                .with("attributes", List.of());
    }

    private static TlObject photo(TlObject file) {
        return TlObject.of("inputMediaUploadedPhoto").with("file", file);
    }

    private TlObject send(TlObject media) {
        return TlObject.of("messages.sendMedia")
                .with("peer", toBert)
                .with("media", media)
                .with("message", "caption")
                .with("random_id", 7L);
    }

    private static TlObject at(String location, TlObject file, String size) {
        return TlObject.of(location)
                .with("id", file.int64("id"))
                .with("access_hash", file.int64("access_hash"))
                .with("file_reference", Bytes.copyOf(file.bytes("file_reference")))
                .with("thumb_size", size);
    }

    private static TlObject part(TlObject location, long offset, int limit) {
        return TlObject.of("upload.getFile")
                .with("location", location)
                .with("offset", offset)
                .with("limit", limit);
    }

    private static TlObject document(Guest guest) throws IOException {
        return guest.message().object("media").object("document");
    }

    @Nested
    class An_upload {
        @Test
        void may_come_in_any_order() throws IOException {
            byte[] content = Visit.noise(5000);
            anna.ask(send(document(anna.upload(1, content))));
            TlObject location = at("inputDocumentFileLocation", document(bert), "");
            TlObject whole = bert.ask(part(location, 0, 8192));
            assertThat(whole.bytes("bytes")).isEqualTo(content);
            assertThat(whole.object("type").name()).isEqualTo("storage.filePdf");
        }

        @Test
        void lies_in_the_data_centre_where_it_was_uploaded() throws IOException {
            anna.ask(send(document(anna.upload(1, Visit.noise(3000)))));
            TlObject location = at("inputDocumentFileLocation", document(bert), "");
            TlObject ticket = bert.ask(TlObject.of("auth.exportAuthorization").with("dc_id", 4));
            Caller elsewhere = visit.caller(4);
            elsewhere.call(TlObject.of("auth.importAuthorization")
                    .with("id", ticket.int64("id"))
                    .with("bytes", Bytes.copyOf(ticket.bytes("bytes"))));
            TlObject refused = elsewhere.call(part(location, 0, 4096));
            assertThat(refused.int32("error_code")).isEqualTo(303);
            assertThat(refused.string("error_message")).isEqualTo("FILE_MIGRATE_2");
        }

        @Test
        void that_is_incomplete_is_refused_by_the_part_that_is_missing() throws IOException {
            byte[] content = Visit.noise(5000);
            for (int part : new int[] {0, 1, 3, 4}) {
                anna.uploadPart(1, content, part);
            }
            assertThat(anna.refusal(send(document(Visit.file(1, 5))))).isEqualTo("FILE_PART_2_MISSING");
            anna.uploadPart(1, content, 2);
            anna.ask(send(document(Visit.file(1, 5))));
            assertThat(document(bert).int64("size")).isEqualTo(5000);
        }

        @Test
        void of_somebody_else_is_out_of_reach() throws IOException {
            bert.upload(1, Visit.noise(10));
            assertThat(anna.refusal(send(document(Visit.file(1, 1))))).isEqualTo("FILE_PART_0_MISSING");
        }

        @Test
        void is_held_to_its_checksum() throws IOException {
            TlObject file = anna.upload(1, "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(anna.refusal(send(document(file.with("md5_checksum", "00")))))
                    .isEqualTo("MD5_CHECKSUM_INVALID");
            anna.ask(send(document(file.with("md5_checksum", "5d41402abc4b2a76b9719d911017c592"))));
        }

        @Test
        void has_parts_of_one_size() throws IOException {
            anna.uploadPart(1, Visit.noise(500), 0);
            anna.uploadPart(1, Visit.noise(5000), 1);
            assertThat(anna.refusal(send(document(Visit.file(1, 2))))).isEqualTo("FILE_PART_SIZE_INVALID");
        }

        @Test
        void has_no_part_without_bytes_or_beyond_all_bounds() throws IOException {
            TlObject empty =
                    TlObject.of("upload.saveFilePart").with("file_id", 1L).with("file_part", 0);
            assertThat(anna.refusal(empty.with("bytes", Bytes.empty()))).isEqualTo("FILE_PART_EMPTY");
            Bytes one = Bytes.copyOf(new byte[1]);
            assertThat(anna.refusal(empty.with("bytes", one).with("file_part", -1)))
                    .isEqualTo("FILE_PART_INVALID");
            Bytes much = Bytes.copyOf(new byte[512 * 1024 + 1]);
            assertThat(anna.refusal(empty.with("bytes", much))).isEqualTo("FILE_PART_TOO_BIG");
        }
    }

    @Nested
    class A_file {
        @Test
        void is_read_in_pieces() throws IOException {
            byte[] content = Visit.noise(5000);
            anna.ask(send(document(anna.upload(1, content))));
            TlObject location = at("inputDocumentFileLocation", document(bert), "");
            assertThat(bert.ask(part(location, 4096, 1024)).bytes("bytes"))
                    .isEqualTo(Arrays.copyOfRange(content, 4096, 5000));
            assertThat(bert.ask(part(location, 8192, 1024)).bytes("bytes")).isEmpty();
            assertThat(bert.refusal(part(location, 100, 1024))).isEqualTo("OFFSET_INVALID");
            assertThat(bert.refusal(part(location, 0, 1000))).isEqualTo("LIMIT_INVALID");
        }

        @Test
        void is_given_only_to_those_who_saw_it() throws IOException {
            anna.ask(send(document(anna.upload(1, Visit.noise(10)))));
            TlObject location = at("inputDocumentFileLocation", document(bert), "");
            assertThat(bert.refusal(part(location.with("access_hash", 1L), 0, 1024)))
                    .isEqualTo("FILE_ID_INVALID");
            assertThat(bert.refusal(part(location.with("file_reference", Bytes.empty()), 0, 1024)))
                    .isEqualTo("FILE_REFERENCE_EXPIRED");
        }

        @Test
        void may_be_sent_again_without_an_upload() throws IOException {
            anna.ask(send(document(anna.upload(1, Visit.noise(10)))));
            TlObject known = document(bert);
            TlObject input = TlObject.of("inputDocument")
                    .with("id", known.int64("id"))
                    .with("access_hash", known.int64("access_hash"))
                    .with("file_reference", Bytes.copyOf(known.bytes("file_reference")));
            TlObject again = TlObject.of("inputMediaDocument").with("id", input);
            TlObject updates = bert.ask(send(again).with("peer", bert.peer("alice")));
            assertThat(Visit.sent(updates, 0).object("media").object("document").int64("id"))
                    .isEqualTo(known.int64("id"));
            TlObject wrong = again.with("id", input.with("access_hash", 1L));
            assertThat(bert.refusal(send(wrong).with("peer", bert.peer("alice"))))
                    .isEqualTo("DOCUMENT_INVALID");
        }

        @Test
        void is_a_picture_with_sizes_where_it_was_sent_as_one() throws IOException {
            byte[] content = Visit.noise(3000);
            anna.ask(send(photo(anna.upload(1, content))));
            TlObject photo = bert.message().object("media").object("photo");
            assertThat(photo.objects("sizes"))
                    .extracting(size -> size.string("type"))
                    .containsExactly("m", "x");
            TlObject location = at("inputPhotoFileLocation", photo, "x");
            assertThat(bert.ask(part(location, 0, 4096)).bytes("bytes")).isEqualTo(content);
        }
    }

    @Nested
    class An_album {
        private TlObject item(TlObject media, String caption, long randomId) {
            return TlObject.of("inputSingleMedia")
                    .with("media", media)
                    .with("random_id", randomId)
                    .with("message", caption);
        }

        private TlObject album(List<TlObject> items) {
            return TlObject.of("messages.sendMultiMedia").with("peer", toBert).with("multi_media", items);
        }

        @Test
        void becomes_messages_of_one_group_each_with_its_caption() throws IOException {
            TlObject updates = anna.ask(album(List.of(
                    item(photo(anna.upload(1, Visit.noise(10))), "one", 11),
                    item(photo(anna.upload(2, Visit.noise(20))), "two", 12))));
            assertThat(updates.objects("updates"))
                    .filteredOn(update -> update.is("updateMessageID"))
                    .extracting(update -> update.int64("random_id"))
                    .containsExactly(11L, 12L);
            TlObject first = Visit.sent(updates, 0);
            TlObject second = Visit.sent(updates, 1);
            assertThat(second.int64("grouped_id")).isEqualTo(first.int64("grouped_id"));
            assertThat(List.of(first.string("message"), second.string("message")))
                    .containsExactly("one", "two");
            assertThat(second.int32("id")).isEqualTo(first.int32("id") + 1);
        }

        @Test
        void has_one_to_ten_files() throws IOException {
            TlObject page = TlObject.of("inputMediaWebPage").with("url", "https://example.org");
            assertThat(anna.refusal(album(List.of()))).isEqualTo("MEDIA_EMPTY");
            assertThat(anna.refusal(album(java.util.Collections.nCopies(11, item(page, "", 1)))))
                    .isEqualTo("MULTI_MEDIA_TOO_LONG");
            assertThat(anna.refusal(album(List.of(item(page, "", 1))))).isEqualTo("MEDIA_INVALID");
        }
    }

    @Test
    void a_page_is_shown_by_its_address() throws IOException {
        anna.ask(send(TlObject.of("inputMediaWebPage").with("url", "https://example.org/a")));
        TlObject media = bert.message().object("media");
        assertThat(media.object("webpage").string("url")).isEqualTo("https://example.org/a");
    }

    @Test
    void the_same_random_id_sends_nothing_twice() throws IOException {
        TlObject send = send(document(anna.upload(1, Visit.noise(10))));
        int first = Visit.sent(anna.ask(send), 0).int32("id");
        assertThat(Visit.sent(anna.ask(send), 0).int32("id")).isEqualTo(first);
        assertThat(visit.telegram.accepted()).hasSize(1);
    }
}
