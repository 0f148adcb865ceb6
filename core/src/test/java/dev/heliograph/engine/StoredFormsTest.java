// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Entity;
import dev.heliograph.model.FloodScope;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Media;
import dev.heliograph.model.MediaFile;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.model.WhenUnsure;
import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.TextEntity;
import dev.heliograph.policy.Gate;
import dev.heliograph.policy.LearnedLimit;
import dev.heliograph.policy.Method;
import dev.heliograph.time.VirtualTimeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is in the stores of running fleets. The golden files are never rewritten: a form that changes gets a new format
 * number and a new file, and the old one stays readable.
 */
class StoredFormsTest {
    static final Instant WALL = Instant.parse("2026-03-01T12:00:00Z");

    /** The messages, people and notes whose bytes are checked in, by the names of the files. */
    static final Map<String, OutgoingMessage> MESSAGES = new TreeMap<>(Map.of(
            "message-plain",
            OutgoingMessage.to(12345).text("hello").build(),
            "message-full",
            OutgoingMessage.to("@some_name")
                    .text(new FormattedText(
                            "bold link code \uD83D\uDE00",
                            List.of(
                                    TextEntity.of(TextEntity.Kind.BOLD, 0, 4),
                                    new TextEntity(TextEntity.Kind.TEXT_LINK, 5, 4, "https://example.org/ä"),
                                    new TextEntity(TextEntity.Kind.PRE, 10, 4, "java"),
                                    new TextEntity(TextEntity.Kind.CUSTOM_EMOJI, 15, 2, "77"))))
                    .media(Media.photo(MediaFile.of(Path.of("pictures/one.jpg"))))
                    .silent()
                    .noLinkPreview()
                    .schedule(Instant.parse("2026-03-01T12:34:56.789Z"))
                    .replyTo(4711)
                    .topic(99)
                    .protect(true)
                    .trafficClass(TrafficClass.BULK)
                    .deadline(Duration.ofMillis(12_345))
                    .key("key/1")
                    .whenUnsure(WhenUnsure.RECONCILE)
                    .build(),
            "message-album",
            OutgoingMessage.to("me")
                    .text("caption")
                    .media(Media.album(List.of(
                            Media.document(MediaFile.of("a.png", new byte[] {1, 2, -3})),
                            Media.document(new MediaFile.Remote("AgAD-remote")),
                            Media.document(MediaFile.of(Path.of("b.pdf"))))))
                    .whenUnsure(WhenUnsure.RESEND)
                    .trafficClass(TrafficClass.REPLY)
                    .build()));

    static final Map<String, Entity> ENTITIES = new TreeMap<>(Map.of(
            "entity-user", new Entity.User(7, "Anna Ä", "anna", true),
            "entity-bot", new Entity.Bot(8, "Bot", null),
            "entity-group", new Entity.Group(-1009, "Group", "group", 30, true),
            "entity-channel", new Entity.Channel(-10010, "Channel", "channel")));

    static final AccountNotes NOTES = new AccountNotes(
            List.of(
                    new Gate(FloodScope.REQUEST, Method.SEND, Peer.of(5), seconds(10)),
                    new Gate(FloodScope.CHAT, null, Peer.of(-1005), seconds(20)),
                    new Gate(FloodScope.METHOD, Method.RESOLVE, null, seconds(30)),
                    new Gate(FloodScope.ACCOUNT, null, null, seconds(3600))),
            new TreeMap<>(Map.of(
                    "session/0", new LearnedLimit(Limit.rate(14.7, 9), 8_000_000_000L),
                    "chat/-1005", new LearnedLimit(Limit.window(10, Duration.ofSeconds(60)), 20))));

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000;
    }

    static Bytes golden(String name) {
        return golden(name, 1);
    }

    static Bytes golden(String name, int format) {
        try (InputStream file = StoredFormsTest.class.getResourceAsStream("/golden/" + name + "." + format + ".hex")) {
            assertThat(file).as(name).isNotNull();
            String text = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return Bytes.copyOf(HexFormat.of().parseHex(text.replaceAll("\\s", "")));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Nested
    class Moved_chats {
        @Test
        void what_was_stored_by_format_1_is_read_and_written_still() {
            MovedChats chats = new MovedChats(new PlainState(), VirtualTimeline.seeded(1));
            chats.recalled(golden("moved-chats"));
            assertThat(chats.present(Peer.of(-4_000_001))).isEqualTo(Peer.of(-1_002_004_000_001L));
            assertThat(chats.present(Peer.of(-7))).isEqualTo(Peer.of(-1_002_000_000_007L));
            assertThat(chats.present(Peer.of(-8))).isEqualTo(Peer.of(-8));
            assertThat(hex(chats.bytes())).isEqualTo(hex(golden("moved-chats")));
        }
    }

    @Nested
    class Updates {
        @Test
        void what_was_stored_by_format_1_is_read_and_written_still() {
            HandledRanges ranges = HandledRanges.read(golden("handled-updates"));
            assertThat(List.of(4L, 5L, 6L, 7L, 900_000_000_000L).stream()
                            .filter(id -> ranges.contains(id, WALL))
                            .toList())
                    .containsExactly(5L, 6L, 900_000_000_000L);
            assertThat(hex(ranges.write())).isEqualTo(hex(golden("handled-updates")));
        }
    }

    @Nested
    class Messages {
        @Test
        void what_was_stored_by_format_1_is_read() {
            MESSAGES.forEach((name, message) ->
                    assertThat(MessageCodec.read(golden(name))).as(name).isEqualTo(message));
        }

        @Test
        void what_is_written_is_format_1_still() {
            MESSAGES.forEach((name, message) ->
                    assertThat(hex(MessageCodec.write(message))).as(name).isEqualTo(hex(golden(name))));
        }

        @Test
        void what_format_1_cannot_say_is_format_2() {
            OutgoingMessage message = OutgoingMessage.to(12345)
                    .text("hello")
                    .allowSendingWithoutReply(true)
                    .build();
            assertThat(MessageCodec.read(golden("message-without-reply", 2))).isEqualTo(message);
            assertThat(hex(MessageCodec.write(message))).isEqualTo(hex(golden("message-without-reply", 2)));
        }

        @Test
        void every_field_survives_on_its_own() {
            OutgoingMessage plain = OutgoingMessage.to(7).text("x").build();
            List<OutgoingMessage.Builder> changes = new ArrayList<>(List.of(
                    plain.toBuilder().silent(),
                    plain.toBuilder().noLinkPreview(),
                    plain.toBuilder().schedule(WALL),
                    plain.toBuilder().replyTo(1),
                    plain.toBuilder().allowSendingWithoutReply(true),
                    plain.toBuilder().topic(2),
                    plain.toBuilder().protect(true),
                    plain.toBuilder().deadline(Duration.ofSeconds(1)),
                    plain.toBuilder().key("k"),
                    plain.toBuilder().media(Media.document(new MediaFile.Remote("r")))));
            for (TrafficClass trafficClass : TrafficClass.values()) {
                changes.add(plain.toBuilder().trafficClass(trafficClass));
            }
            for (WhenUnsure whenUnsure : WhenUnsure.values()) {
                changes.add(plain.toBuilder().whenUnsure(whenUnsure));
            }
            for (OutgoingMessage.Builder change : changes) {
                OutgoingMessage message = change.build();
                assertThat(MessageCodec.read(MessageCodec.write(message))).isEqualTo(message);
            }
        }

        @Test
        void every_kind_of_entity_survives() {
            for (TextEntity.Kind kind : TextEntity.Kind.values()) {
                String argument = switch (kind) {
                    case TEXT_LINK -> "https://example.org";
                    case TEXT_MENTION, CUSTOM_EMOJI -> "42";
                    case MENTION, HASHTAG, CASHTAG, BOT_COMMAND, URL, EMAIL, PHONE_NUMBER -> null;
                    case BOLD, ITALIC, UNDERLINE, STRIKETHROUGH, SPOILER -> null;
                    case BLOCKQUOTE, EXPANDABLE_BLOCKQUOTE, CODE, PRE -> null;
                };
                OutgoingMessage message = OutgoingMessage.to(7)
                        .text(new FormattedText("text", List.of(new TextEntity(kind, 1, 2, argument))))
                        .build();
                assertThat(MessageCodec.read(MessageCodec.write(message)))
                        .as("%s", kind)
                        .isEqualTo(message);
            }
        }

        @Test
        void a_later_format_is_refused_by_its_number() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MessageCodec.read(Bytes.copyOf(new byte[] {3, 0, 0})))
                    .withMessageContaining("format 3");
        }

        @Test
        void bytes_that_end_early_are_refused_as_such() {
            byte[] whole = golden("message-full").toArray();
            for (int length = 1; length < whole.length; length++) {
                Bytes part = Bytes.copyOf(Arrays.copyOf(whole, length));
                assertThatIllegalArgumentException()
                        .as("the first %d bytes", length)
                        .isThrownBy(() -> MessageCodec.read(part));
            }
        }
    }

    @Nested
    class Entities {
        @Test
        void what_was_stored_by_format_1_is_read() {
            ENTITIES.forEach((name, entity) ->
                    assertThat(EntityCodec.read(golden(name))).as(name).isEqualTo(new EntityCodec.Known(entity, "")));
            assertThat(EntityCodec.read(golden("entity-nobody")))
                    .isEqualTo(new EntityCodec.Known(null, "USERNAME_NOT_OCCUPIED"));
        }

        @Test
        void what_is_written_is_format_1_still() {
            ENTITIES.forEach((name, entity) ->
                    assertThat(hex(EntityCodec.write(entity))).as(name).isEqualTo(hex(golden(name))));
            assertThat(hex(EntityCodec.nobody("USERNAME_NOT_OCCUPIED"))).isEqualTo(hex(golden("entity-nobody")));
        }

        @Test
        void what_cannot_be_read_is_not_known() {
            byte[] whole = golden("entity-group").toArray();
            assertThat(EntityCodec.read(Bytes.copyOf(new byte[] {2}))).isNull();
            assertThat(EntityCodec.read(Bytes.empty())).isNull();
            for (int length = 1; length < whole.length; length++) {
                assertThat(EntityCodec.read(Bytes.copyOf(Arrays.copyOf(whole, length))))
                        .as("the first %d bytes", length)
                        .isNull();
            }
        }
    }

    @Nested
    class Notes {
        @Test
        void what_was_stored_by_format_1_is_read_but_for_the_share() {
            assertThat(AccountNotes.read(golden("account-notes"), WALL, 0))
                    .isEqualTo(new AccountNotes(NOTES.gates(), Map.of()));
        }

        @Test
        void what_was_stored_by_format_2_is_read_and_written_still() {
            assertThat(AccountNotes.read(golden("account-notes", 2), WALL, 0)).isEqualTo(NOTES);
            assertThat(hex(NOTES.write(WALL, 0))).isEqualTo(hex(golden("account-notes", 2)));
        }

        @Test
        void gates_are_kept_by_the_wall_and_counted_by_the_clock_of_the_next_life() {
            AccountNotes read = AccountNotes.read(NOTES.write(WALL, 0), WALL.plusSeconds(15), seconds(1000));

            assertThat(read.learned()).isEqualTo(NOTES.learned());
            assertThat(read.gates())
                    .extracting(Gate::scope, Gate::until)
                    .containsExactly(
                            tuple(FloodScope.CHAT, seconds(1005)),
                            tuple(FloodScope.METHOD, seconds(1015)),
                            tuple(FloodScope.ACCOUNT, seconds(4585)));
        }

        @ParameterizedTest
        @ValueSource(longs = {0, 1, 499_999, 999_999, 1_000_000, 123_456_789})
        void no_gate_opens_early_for_the_rounding_of_its_time(long nanos) {
            Gate gate = new Gate(FloodScope.ACCOUNT, null, null, 5_000_000_000L + nanos);
            Bytes stored = new AccountNotes(List.of(gate), Map.of()).write(WALL.plusNanos(nanos / 3), 0);
            AccountNotes read = AccountNotes.read(stored, WALL.plusNanos(nanos / 3 + 1_234_567), 1_234_567);

            assertThat(read.gates())
                    .singleElement()
                    .satisfies(one -> assertThat(one.until()).isBetween(gate.until(), gate.until() + 2_000_000));
        }

        @Test
        void a_wall_clock_that_jumped_back_closes_for_eight_days_at_most() {
            AccountNotes read = AccountNotes.read(NOTES.write(WALL, 0), WALL.minus(Duration.ofDays(4000)), 0);

            assertThat(read.gates())
                    .hasSize(4)
                    .allSatisfy(gate -> assertThat(gate.until())
                            .isEqualTo(Duration.ofDays(8).toNanos()));
        }

        @Test
        void what_cannot_be_read_teaches_nothing() {
            AccountNotes nothing = new AccountNotes(List.of(), Map.of());
            byte[] whole = golden("account-notes").toArray();
            assertThat(AccountNotes.read(Bytes.copyOf(new byte[] {3, 0}), WALL, 0))
                    .isEqualTo(nothing);
            for (int length = 0; length < whole.length; length++) {
                assertThat(AccountNotes.read(Bytes.copyOf(Arrays.copyOf(whole, length)), WALL, 0))
                        .as("the first %d bytes", length)
                        .isEqualTo(nothing);
            }
        }
    }

    @Nested
    class Numbers {
        @Test
        void every_type_survives() {
            ByteWriter out = new ByteWriter(9);
            out.putByte(-5);
            out.putFlag(true);
            out.putInt(Integer.MIN_VALUE);
            out.putInt(0x01020304);
            out.putLong(Long.MIN_VALUE + 1);
            out.putDouble(-0.1);
            out.putText("ä\uD83D\uDE00\u0000");
            out.putText("");
            out.putBytes(Bytes.copyOf(new byte[] {1, -1}));
            ByteReader in = new ByteReader(out.bytes());

            assertThat(in.format()).isEqualTo(9);
            assertThat(in.getByte()).isEqualTo(-5);
            assertThat(in.getFlag()).isTrue();
            assertThat(in.getInt()).isEqualTo(Integer.MIN_VALUE);
            assertThat(in.getInt()).isEqualTo(0x01020304);
            assertThat(in.getLong()).isEqualTo(Long.MIN_VALUE + 1);
            assertThat(in.getDouble()).isEqualTo(-0.1);
            assertThat(in.getText()).isEqualTo("ä\uD83D\uDE00\u0000");
            assertThat(in.getText()).isEmpty();
            assertThat(in.getBytes()).isEqualTo(Bytes.copyOf(new byte[] {1, -1}));
        }

        @Test
        void numbers_are_big_endian() {
            ByteWriter out = new ByteWriter(1);
            out.putInt(0x01020304);

            assertThat(hex(out.bytes())).isEqualTo("0101020304");
        }

        @Test
        void nothing_has_no_format() {
            assertThat(new ByteReader(Bytes.empty()).format()).isZero();
        }

        @Test
        void a_length_that_cannot_be_is_refused_without_making_room_for_it() {
            for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 5}) {
                ByteWriter out = new ByteWriter(1);
                out.putInt(length);
                ByteReader in = new ByteReader(out.bytes());
                assertThatIllegalArgumentException().as("%d", length).isThrownBy(in::getText);
            }
        }
    }

    static String hex(Bytes bytes) {
        return HexFormat.of().formatHex(bytes.toArray());
    }

    @Nested
    class Fleets {
        @Test
        void a_lease_reads_as_it_was_written() {
            Holder holder = new Holder("node-a", "host/boot/pid:[1]", 4711, -7);
            Bytes bytes = holder.write();

            assertThat(hex(bytes))
                    .isEqualTo("01" + "00000006" + "6e6f64652d61" + "00000011" + "686f73742f626f6f742f7069643a5b315d"
                            + "0000000000001267" + "fffffffffffffff9");
            assertThat(Holder.read(bytes)).isEqualTo(holder);
        }

        @Test
        void a_job_reads_as_it_was_written() {
            JobNote note = new JobNote("news", "all", "ROUND_ROBIN", WALL, true, false);
            Bytes bytes = note.write();

            assertThat(hex(bytes))
                    .isEqualTo("01" + "00000004" + "6e657773" + "00000003" + "616c6c" + "0000000b"
                            + "524f554e445f524f42494e" + "0000019ca9450a00" + "01");
            assertThat(JobNote.read(bytes)).isEqualTo(note);
        }

        @Test
        void later_forms_are_not_guessed_at() {
            Bytes later = Bytes.copyOf(new byte[] {2, 0, 0});

            assertThatIllegalArgumentException().isThrownBy(() -> Holder.read(later));
            assertThatIllegalArgumentException().isThrownBy(() -> JobNote.read(later));
        }

        private static String hex(Bytes bytes) {
            return HexFormat.of().formatHex(bytes.toArray());
        }
    }
}
