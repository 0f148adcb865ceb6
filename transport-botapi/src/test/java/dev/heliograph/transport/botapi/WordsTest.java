// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.MessageRef;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import dev.heliograph.spi.transport.Editing;
import dev.heliograph.spi.transport.Forwarding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes out is what the Bot API documents. */
class WordsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final VirtualBot bot = VirtualBot.connected();

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Nested
    class Texts {
        @BeforeEach
        void accept() {
            bot.server.answer("sendMessage", ScriptedHttp.sent(5, 9));
        }

        @Test
        void a_plain_text_needs_two_parameters() {
            SentMessage sent = bot.send(5).orThrow();
            assertThat(sent).isEqualTo(new SentMessage(5, 9, Instant.ofEpochSecond(1_700_000_000)));
            assertThat(json(bot.body("sendMessage")))
                    .isEqualTo(json("{'chat_id':5,'text':'hello'}".replace('\'', '"')));
        }

        @Test
        void every_option_has_its_parameter() {
            bot.send(OutgoingMessage.to("@news")
                            .text("hi")
                            .silent()
                            .noLinkPreview()
                            .replyTo(3)
                            .topic(4)
                            .protect(true))
                    .orThrow();
            assertThat(json(bot.body("sendMessage")))
                    .isEqualTo(json(("{'chat_id':'@news','text':'hi','link_preview_options':{'is_disabled':true},"
                                    + "'disable_notification':true,'protect_content':true,'message_thread_id':4,"
                                    + "'reply_parameters':{'message_id':3}}")
                            .replace('\'', '"')));
        }

        @Test
        void the_general_topic_has_no_number() {
            bot.send(OutgoingMessage.to(5).text("hi").topic(1)).orThrow();
            assertThat(json(bot.body("sendMessage")).has("message_thread_id")).isFalse();
        }

        @Test
        void an_answer_may_go_without_what_it_answers() {
            bot.send(OutgoingMessage.to(5).text("hi").replyTo(3).allowSendingWithoutReply(true))
                    .orThrow();
            assertThat(json(bot.body("sendMessage")).path("reply_parameters"))
                    .hasToString("{\"message_id\":3,\"allow_sending_without_reply\":true}");
        }

        @Test
        void the_session_itself_is_named_by_its_number() {
            bot.server.answer("sendMessage", ScriptedHttp.sent(7, 9));
            bot.send(OutgoingMessage.to(Peer.self()).text("hi")).orThrow();
            assertThat(json(bot.body("sendMessage")).path("chat_id").asLong()).isEqualTo(7);
        }

        @Test
        void markup_travels_as_entities_in_units_of_utf_16() {
            bot.send(OutgoingMessage.to(5)
                            .html("\uD83D\uDE00 <b>x <i>y</i></b> <a href=\"https://example.org/\">z</a>"))
                    .orThrow();
            JsonNode body = json(bot.body("sendMessage"));
            assertThat(body.path("text").stringValue()).isEqualTo("\uD83D\uDE00 x y z");
            assertThat(body.path("entities"))
                    .isEqualTo(json(("[{'type':'bold','offset':3,'length':3},{'type':'italic','offset':5,'length':1},"
                                    + "{'type':'text_link','offset':7,'length':1,'url':'https://example.org/'}]")
                            .replace('\'', '"')));
            assertThat(body.has("parse_mode")).isFalse();
        }

        @Test
        void every_kind_of_entity_that_telegram_does_not_find_by_itself_has_the_name_that_it_documents() {
            List<TextEntity> all = new ArrayList<>();
            for (TextEntity.Kind kind : TextEntity.Kind.values()) {
                String argument = switch (kind) {
                    case TEXT_LINK -> "https://example.org/";
                    case TEXT_MENTION, CUSTOM_EMOJI -> "12";
                    case PRE -> "java";
                    default -> null;
                };
                all.add(new TextEntity(kind, all.size(), 1, argument));
            }
            bot.send(OutgoingMessage.to(5).text(new FormattedText("x".repeat(all.size()), all)))
                    .orThrow();
            List<String> names = new ArrayList<>();
            json(bot.body("sendMessage")).path("entities").forEach(entity -> {
                names.add(entity.path("type").stringValue());
                assertThat(entity.size())
                        .isEqualTo(
                                entity.path("type").stringValue().matches("text_link|text_mention|custom_emoji|pre")
                                        ? 4
                                        : 3);
            });
            assertThat(names)
                    .containsExactly(
                            "bold",
                            "italic",
                            "underline",
                            "strikethrough",
                            "spoiler",
                            "blockquote",
                            "expandable_blockquote",
                            "code",
                            "pre",
                            "text_link",
                            "text_mention",
                            "custom_emoji");
        }
    }

    @Nested
    class Files {
        private final List<Long> progress = new ArrayList<>();

        private static MediaFile file(String name, String content) {
            return MediaFile.of(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        private String sent(Media media, String method) {
            bot.server.answer(method, ScriptedHttp.sent(5, 9));
            OutgoingMessage message = OutgoingMessage.to(5)
                    .html("a <b>b</b>")
                    .silent()
                    .media(media)
                    .build();
            bot.time
                    .await(bot.link.send(new dev.heliograph.spi.transport.SendRequest(
                            message.peer(), message, 1, (bytes, total) -> progress.add(bytes * 1000 + total))))
                    .orThrow();
            return bot.body(method);
        }

        @Test
        void a_photo_goes_up_as_a_form() {
            String body = sent(Media.photo(file("a \"b\".png", "pixels")), "sendPhoto");
            assertThat(body)
                    .contains("name=\"chat_id\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n5\r\n")
                    .contains("name=\"caption\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\na b\r\n")
                    .contains("\r\n\r\n[{\"type\":\"bold\",\"offset\":2,\"length\":1}]\r\n")
                    .contains("name=\"disable_notification\"")
                    .contains("name=\"photo\"; filename=\"a %22b%22.png\"\r\n")
                    .contains("\r\n\r\npixels\r\n--");
        }

        @Test
        void a_form_has_the_length_and_the_boundary_that_it_announces() {
            String body = sent(Media.document(file("\u0131.txt", "\u015F")), "sendDocument");
            HttpBody announced = bot.server.asked("sendDocument").get(0).call().body();
            assertThat(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSize((int) announced.length());
            String boundary = announced.contentType().substring("multipart/form-data; boundary=".length());
            assertThat(body).startsWith("--" + boundary + "\r\n").endsWith("\r\n--" + boundary + "--\r\n");
        }

        @Test
        void progress_grows_from_nothing_to_everything() {
            sent(Media.document(file("a.txt", "x".repeat(500))), "sendDocument");
            assertThat(progress).isSorted().startsWith(500L).endsWith(500L * 1000 + 500);
        }

        @Test
        void an_album_names_its_parts_and_only_the_first_item_has_the_caption() {
            bot.server.answer(
                    "sendMediaGroup",
                    ScriptedHttp.ok("[{\"message_id\":1,\"chat\":{\"id\":5}},{\"message_id\":2},{\"message_id\":3}]"));
            Media album = Media.album(List.of(
                    Media.photo(file("1.png", "one")),
                    Media.photo(new MediaFile.Remote("known")),
                    Media.photo(file("2.jpg", "two"))));
            SentMessage sent =
                    bot.send(OutgoingMessage.to(5).text("words").media(album)).orThrow();
            assertThat(sent.messageId()).isEqualTo(1);
            assertThat(bot.body("sendMediaGroup"))
                    .contains(("[{'type':'photo','media':'attach://file1','caption':'words'},"
                                    + "{'type':'photo','media':'known'},{'type':'photo','media':'attach://file3'}]")
                            .replace('\'', '"'))
                    .contains("name=\"file1\"; filename=\"1.png\"")
                    .contains("name=\"file3\"; filename=\"2.jpg\"");
        }

        @Test
        void what_telegram_has_already_needs_no_form() {
            bot.server.answer("sendPhoto", ScriptedHttp.sent(5, 9));
            bot.send(OutgoingMessage.to(5).media(Media.photo(new MediaFile.Remote("known"))))
                    .orThrow();
            assertThat(json(bot.body("sendPhoto"))).isEqualTo(json("{\"chat_id\":5,\"photo\":\"known\"}"));
        }

        @Test
        void a_file_that_is_missing_is_refused_before_anything_is_sent() {
            assertThat(bot.failure(OutgoingMessage.to(5)
                                    .media(Media.document(MediaFile.of(java.nio.file.Path.of("/no/such/file")))))
                            .reason())
                    .contains("/no/such/file")
                    .contains("missing");
            assertThat(bot.server.methods()).containsExactly("getMe");
        }

        @Test
        void a_file_larger_than_the_server_takes_is_refused_before_anything_is_sent() {
            Outgoing outgoing = Outgoing.of(
                    VirtualBot.request(OutgoingMessage.to(5).media(Media.document(file("big.bin", "12345")))), 7);
            assertThat(String.valueOf(outgoing.pack(4).failure()))
                    .contains("TOO_LONG")
                    .contains("big.bin has 5 bytes");
            assertThat(outgoing.pack(5).failure()).isNull();
        }

        @Test
        void telegram_itself_takes_less_than_other_servers() {
            assertThat(new VirtualBot().transport.largestFile()).isEqualTo(50L << 20);
            assertThat(new VirtualBot("endpoint=http://127.0.0.1:8081").transport.largestFile())
                    .isEqualTo(2000L << 20);
        }
    }

    @Nested
    class Changes {
        private final MessageRef message = new MessageRef(-5, 3);

        @Test
        void an_edit_names_the_message() {
            bot.server.answer("editMessageText", ScriptedHttp.sent(-5, 3));
            assertThat(bot.time
                            .await(bot.facet(Editing.class).edit(message, FormattedText.plain("new"), false))
                            .orThrow()
                            .messageId())
                    .isEqualTo(3);
            assertThat(json(bot.body("editMessageText")))
                    .isEqualTo(json(("{'chat_id':-5,'message_id':3,'text':'new',"
                                    + "'link_preview_options':{'is_disabled':true}}")
                            .replace('\'', '"')));
        }

        @Test
        void an_edit_of_media_changes_the_caption() {
            bot.server.answer(
                    "editMessageText", ScriptedHttp.error(400, "Bad Request: there is no text in the message to edit"));
            bot.server.answer("editMessageCaption", ScriptedHttp.sent(-5, 3));
            bot.time
                    .await(bot.facet(Editing.class).edit(message, FormattedText.plain("new"), true))
                    .orThrow();
            assertThat(json(bot.body("editMessageCaption")).path("caption").stringValue())
                    .isEqualTo("new");
        }

        @Test
        void an_edit_that_changes_nothing_is_done() {
            bot.server.answer(
                    "editMessageText",
                    ScriptedHttp.error(
                            400,
                            "Bad Request: message is not modified: specified new message content and reply markup are"
                                    + " exactly the same as a current content and reply markup of the message"));
            SentMessage edited = bot.time
                    .await(bot.facet(Editing.class).edit(message, FormattedText.plain("new"), true))
                    .orThrow();
            assertThat(new MessageRef(edited.chatId(), edited.messageId())).isEqualTo(message);
        }

        @Test
        void more_than_a_hundred_are_deleted_in_several_calls() {
            bot.server.answer("deleteMessages", ScriptedHttp.ok("true"));
            List<Long> ids = LongStream.rangeClosed(1, 250).boxed().toList();
            assertThat(bot.time.await(bot.facet(Editing.class).delete(-5, ids)).orThrow())
                    .isEqualTo(250);
            assertThat(bot.server.asked("deleteMessages"))
                    .extracting(asked -> json(asked.body()).path("message_ids").size())
                    .containsExactly(100, 100, 50);
        }

        @Test
        void what_is_gone_already_counts_as_deleted() {
            bot.server.answer("deleteMessages", ScriptedHttp.error(400, "Bad Request: message to delete not found"));
            assertThat(bot.time
                            .await(bot.facet(Editing.class).delete(-5, List.of(1L)))
                            .orThrow())
                    .isEqualTo(1);
        }

        @Test
        void what_may_not_be_deleted_is_a_failure() {
            bot.server.answer("deleteMessages", ScriptedHttp.error(400, "Bad Request: message can't be deleted"));
            assertThat(bot.time
                            .await(bot.facet(Editing.class).delete(-5, List.of(1L)))
                            .failure())
                    .isNotNull();
        }

        @Test
        void a_forward_names_both_chats() {
            bot.server.answer("forwardMessage", ScriptedHttp.sent(5, 9));
            bot.time
                    .await(bot.facet(Forwarding.class).forward(Peer.of(5), message, true, 1))
                    .orThrow();
            assertThat(json(bot.body("forwardMessage")))
                    .isEqualTo(json(("{'chat_id':5,'from_chat_id':-5,'message_id':3,'disable_notification':true}")
                            .replace('\'', '"')));
        }
    }
}
