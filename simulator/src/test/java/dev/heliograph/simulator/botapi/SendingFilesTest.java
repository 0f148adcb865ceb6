// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.simulator.world.Inhabitants;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SendingFilesTest {
    private static final String PHOTO_BY_PART = """
            --frontier
            Content-Disposition: form-data; name="chat_id"

            1000001
            --frontier
            Content-Disposition: form-data; name="caption"

            <i>see</i>
            --frontier
            Content-Disposition: form-data; name="parse_mode"

            HTML
            --frontier
            Content-Disposition: form-data; name="photo"; filename="sun.jpg"
            Content-Type: image/jpeg

            not really a picture
            --frontier--
            """;
    private static final String DOCUMENT_BY_REFERENCE = """
            --frontier
            Content-Disposition: form-data; name="chat_id"

            1000001
            --frontier
            Content-Disposition: form-data; name="document"

            attach://file7
            --frontier
            Content-Disposition: form-data; name="file7"; filename="report.pdf"
            Content-Type: application/pdf

            %PDF
            --frontier--
            """;
    private static final String ALBUM = """
            --frontier
            Content-Disposition: form-data; name="chat_id"

            1000001
            --frontier
            Content-Disposition: form-data; name="media"

            [{"type":"photo","media":"attach://a","caption":"first"},{"type":"photo","media":"attach://b","caption":"second"}]
            --frontier
            Content-Disposition: form-data; name="a"; filename="a.jpg"

            one
            --frontier
            Content-Disposition: form-data; name="b"; filename="b.jpg"

            two
            --frontier--
            """;

    private final Desk desk = Desk.open();

    @Nested
    class A_photo {
        private final JsonNode message =
                Desk.tree(desk.multipart("sendPhoto", PHOTO_BY_PART)).get("result");

        @Test
        void comes_back_in_sizes() {
            assertThat(message.path("photo").path(0).path("file_size").asInt()).isEqualTo(20);
            assertThat(message.path("photo").path(0).path("width").asInt()).isPositive();
        }

        @Test
        void has_a_caption_with_entities() {
            assertThat(message.path("caption").asString()).isEqualTo("see");
            assertThat(message.path("caption_entities").path(0).path("type").asString())
                    .isEqualTo("italic");
            assertThat(message.has("text")).isFalse();
        }

        @Test
        void may_be_sent_again_by_its_id() {
            String id = message.path("photo").path(0).path("file_id").asString();

            JsonNode again = desk.result("sendPhoto", "{'chat_id':1000002,'photo':'" + id + "'}");

            assertThat(again.path("photo")).isEqualTo(message.path("photo"));
        }

        @Test
        void is_no_document() {
            String id = message.path("photo").path(0).path("file_id").asString();

            assertThat(desk.refusal("sendDocument", "{'chat_id':1000002,'document':'" + id + "'}"))
                    .isEqualTo("400 Bad Request: can't use file of type Photo as Document");
        }

        @Test
        void keeps_its_caption_for_others_to_change() {
            JsonNode edited = desk.result(
                    "editMessageCaption",
                    "{'chat_id':1000001,'message_id':" + message.path("message_id") + ",'caption':'other'}");

            assertThat(edited.path("caption").asString()).isEqualTo("other");
            assertThat(edited.path("photo")).isEqualTo(message.path("photo"));
        }

        @Test
        void has_no_text_to_change() {
            assertThat(desk.refusal(
                            "editMessageText",
                            "{'chat_id':1000001,'message_id':" + message.path("message_id") + ",'text':'other'}"))
                    .isEqualTo("400 Bad Request: there is no text in the message to edit");
        }
    }

    @Test
    void a_document_may_be_named_by_reference() {
        JsonNode document = Desk.tree(desk.multipart("sendDocument", DOCUMENT_BY_REFERENCE))
                .path("result")
                .path("document");

        assertThat(document.path("file_name").asString()).isEqualTo("report.pdf");
        assertThat(document.path("mime_type").asString()).isEqualTo("application/pdf");
        assertThat(document.path("file_size").asInt()).isEqualTo(4);
    }

    @Nested
    class An_album {
        private final JsonNode messages =
                Desk.tree(desk.multipart("sendMediaGroup", ALBUM)).get("result");

        @Test
        void comes_back_as_messages_of_one_group() {
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0).path("media_group_id").asString())
                    .isNotEmpty()
                    .isEqualTo(messages.get(1).path("media_group_id").asString());
            assertThat(messages.get(1).path("message_id").asLong())
                    .isEqualTo(messages.get(0).path("message_id").asLong() + 1);
        }

        @Test
        void has_a_caption_for_each_of_its_parts() {
            assertThat(messages.get(0).path("caption").asString()).isEqualTo("first");
            assertThat(messages.get(1).path("caption").asString()).isEqualTo("second");
        }
    }

    @Test
    void a_file_from_the_web_is_taken_by_its_address() {
        JsonNode message = desk.result("sendPhoto", "{'chat_id':1000001,'photo':'https://a.example/b.jpg'}");

        assertThat(message.path("photo").path(0).path("file_id").asString()).isNotEmpty();
    }

    @Test
    void a_file_that_is_missing_is_refused() {
        assertThat(desk.refusal("sendPhoto", "{'chat_id':1000001}"))
                .isEqualTo("400 Bad Request: there is no photo in the request");
    }

    @Test
    void a_file_that_nobody_knows_is_refused() {
        assertThat(desk.refusal("sendPhoto", "{'chat_id':1000001,'photo':'made-up'}"))
                .isEqualTo("400 Bad Request: wrong file identifier/HTTP URL specified");
    }

    @Test
    void a_caption_that_is_too_long_is_refused() {
        assertThat(desk.refusal(
                        "sendPhoto",
                        "{'chat_id':1000001,'photo':'https://a.example/b.jpg','caption':'" + "x".repeat(1025) + "'}"))
                .isEqualTo("400 Bad Request: message caption is too long");
    }

    @Test
    void a_place_without_rights_names_the_kind_of_thing() {
        assertThat(desk.refusal(
                        "sendDocument",
                        "{'chat_id':" + Inhabitants.READ_ONLY_GROUP + ",'document':'https://a.example/b.pdf'}"))
                .isEqualTo("400 Bad Request: not enough rights to send documents to the chat");
    }

    @Test
    void an_album_of_eleven_is_refused() {
        String item = "{'type':'photo','media':'https://a.example/b.jpg'}";
        String items = String.join(",", java.util.Collections.nCopies(11, item));

        assertThat(desk.refusal("sendMediaGroup", "{'chat_id':1000001,'media':[" + items + "]}"))
                .isEqualTo("400 Bad Request: too many messages to send as an album");
    }

    @Test
    void a_body_that_ends_too_early_is_refused() {
        assertThat(desk.multipart("sendPhoto", "--frontier\nContent-Disposition: form-data; name=\"chat_id\"\n\n1")
                        .text())
                .contains("the multipart body ends too early");
    }
}
