// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.tl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.Bytes;
import dev.heliograph.testkit.seeds.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TlCodecTest {
    private final TlCodec codec = TlCodec.of(TlSchema.builtIn());

    private static TlObject message() {
        TlObject bold = TlObject.of("messageEntityBold").with("offset", 0).with("length", 2);
        return TlObject.of("messages.sendMessage")
                .with("silent", true)
                .with("peer", TlObject.of("inputPeerUser").with("user_id", 7L).with("access_hash", -8L))
                .with("message", "süß 😀")
                .with("random_id", Long.MIN_VALUE)
                .with("entities", List.of(bold, bold))
                .with("schedule_date", 12);
    }

    @Nested
    class Bytes_on_the_wire {
        @Test
        void are_a_number_and_the_fields() {
            byte[] written = codec.write(TlObject.of("peerUser").with("user_id", 0x0102030405060708L));
            assertThat(HexFormat.of().formatHex(written)).isEqualTo("22175159" + "0807060504030201");
        }

        @Test
        void tell_by_flags_what_is_there() {
            TlReader in = TlReader.of(codec.write(message()));
            in.int32();
            assertThat(in.int32()).isEqualTo(1 << 5 | 1 << 3 | 1 << 10);
        }

        @Test
        void are_padded_to_words() {
            for (int size : new int[] {0, 1, 2, 3, 4, 253, 254, 255, 256, 70_000}) {
                byte[] written = TlWriter.empty().bytes(new byte[size]).toArray();
                assertThat(written.length % 4).isZero();
                assertThat(TlReader.of(written).bytes()).hasSize(size);
            }
        }
    }

    @Nested
    class Objects {
        @Test
        void come_back_as_they_were() {
            assertThat(codec.read(codec.write(message()))).isEqualTo(message());
        }

        @Test
        void with_a_false_flag_are_those_without_it() {
            assertThat(codec.write(message().with("silent", true).with("background", false)))
                    .isEqualTo(codec.write(message()));
        }

        @Test
        void keep_booleans_numbers_and_nested_vectors() {
            TlObject settings = TlObject.of("peerNotifySettings")
                    .with("show_previews", false)
                    .with("silent", true)
                    .with("mute_until", -1);
            assertThat(codec.read(codec.write(settings))).isEqualTo(settings);
            TlObject number = TlObject.of("jsonNumber").with("value", 1.5);
            assertThat(codec.read(codec.write(number))).isEqualTo(number);
            TlObject nonce = TlObject.of("req_pq_multi").with("nonce", Bytes.copyOf(new byte[16]));
            assertThat(codec.read(codec.write(nonce))).isEqualTo(nonce);
        }

        @Test
        void that_miss_a_field_are_not_written() {
            assertThatThrownBy(() -> codec.write(message().with("message", null)))
                    .hasMessageContaining("messages.sendMessage.message");
        }

        @Test
        void with_a_field_that_nobody_knows_are_not_written() {
            assertThatThrownBy(() -> codec.write(message().with("colour", 1))).hasMessageContaining("colour");
        }

        @Test
        void with_a_field_of_another_type_are_not_written() {
            assertThatThrownBy(() -> codec.write(message().with("random_id", 1)))
                    .hasMessageContaining("random_id");
        }

        @Test
        void as_answers_may_be_vectors() {
            TlObject empty = TlObject.of("userEmpty").with("id", 5L);
            byte[] written = codec.write(TlObject.vector(List.of(empty)));
            assertThat(codec.readResult("users.getUsers", written).objects("items"))
                    .containsExactly(empty);
            assertThat(codec.readResult("users.getUsers", codec.pack(written)).objects("items"))
                    .containsExactly(empty);
        }
    }

    @Nested
    class Packed_objects {
        @Test
        void are_read_in_both_formats() throws IOException {
            byte[] written = codec.write(message());
            assertThat(codec.read(codec.pack(written))).isEqualTo(message());
            assertThat(codec.read(TlWriter.empty()
                            .int32(Gzip.PACKED)
                            .bytes(deflated(written))
                            .toArray()))
                    .isEqualTo(message());
        }

        @Test
        void are_read_inside_of_others() {
            byte[] wrapped = TlWriter.empty()
                    .int32(codec.schema().id("invokeWithLayer"))
                    .int32(229)
                    .raw(codec.pack(codec.write(message())))
                    .toArray();
            assertThat(codec.read(wrapped).object("query")).isEqualTo(message());
        }

        @Test
        void that_unpack_to_too_much_are_refused() {
            byte[] bomb = codec.pack(new byte[8 << 20]);
            assertThat(bomb).hasSizeLessThan(16_000);
            assertThatThrownBy(() -> codec.read(bomb)).hasMessageContaining("more is packed");
        }

        @Test
        void share_one_budget() {
            TlBudget budget = TlBudget.ofBytes(1000);
            byte[] packed = codec.pack(codec.write(TlObject.of("updateServiceNotification")
                    .with("type", "")
                    .with("message", "x".repeat(600))
                    .with("media", TlObject.of("messageMediaEmpty"))
                    .with("entities", List.of())));
            codec.read(TlReader.of(packed), budget);
            assertThatThrownBy(() -> codec.read(TlReader.of(packed), budget)).isInstanceOf(TlException.class);
        }
    }

    @Nested
    class Bytes_of_strangers {
        @Test
        void may_not_nest_without_end() {
            TlWriter out = TlWriter.empty();
            for (int i = 0; i < 100_000; i++) {
                out.int32(codec.schema().id("invokeWithLayer")).int32(1);
            }
            assertThatThrownBy(() -> codec.read(out.toArray())).hasMessageContaining("too deeply");
        }

        @Test
        void may_not_promise_more_than_they_hold() {
            byte[] promise = TlWriter.empty()
                    .int32(codec.schema().id("msgs_ack"))
                    .int32(TlCodec.VECTOR)
                    .int32(Integer.MAX_VALUE)
                    .toArray();
            assertThatThrownBy(() -> codec.read(promise)).hasMessageContaining("a vector of");
        }

        @Test
        void name_the_number_that_nobody_knows() {
            byte[] unknown = TlWriter.empty().int32(0x12345678).toArray();
            assertThatThrownBy(() -> codec.read(unknown))
                    .isInstanceOfSatisfying(
                            TlException.class,
                            thrown -> assertThat(thrown.unknown()).isEqualTo(0x12345678));
        }

        @Test
        void that_end_early_are_refused_wherever_they_end() {
            byte[] whole = codec.write(message());
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = TlReader.of(whole).raw(length);
                assertThatThrownBy(() -> codec.read(cut)).isInstanceOf(TlException.class);
            }
        }

        @Seeds(value = 20, campaign = 1000)
        void are_read_or_refused(RandomGenerator chance) {
            byte[] whole = chance.nextBoolean() ? codec.write(message()) : codec.pack(codec.write(message()));
            for (int i = 0; i < 1000; i++) {
                byte[] mutated = whole.clone();
                for (int changes = chance.nextInt(1, 4); changes > 0; changes--) {
                    mutated[chance.nextInt(mutated.length)] = (byte) chance.nextInt();
                }
                try {
                    assertThat(codec.read(mutated).name()).isNotEmpty();
                } catch (TlException refused) {
                    assertThat(refused).hasMessageMatching("(?s).+");
                }
            }
        }
    }

    private static byte[] deflated(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(content);
        }
        return out.toByteArray();
    }
}
