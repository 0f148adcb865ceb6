// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.tl.TlSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaGapsTest {
    private static final TlSchema SCHEMA = TlSchema.parse(List.of(
            "peerUser#59511722 user_id:long = Peer;",
            "peerChannel#a2a5371e channel_id:long = Peer;",
            "chatPhotoEmpty#37c1011c = ChatPhoto;"));

    private static byte[] code(ByteOrder order, int... numbers) {
        ByteBuffer code = ByteBuffer.allocate(3 + 7 * numbers.length).order(order);
        code.put(new byte[3]);
        for (int number : numbers) {
            code.put(new byte[3]).putInt(number);
        }
        return code.array();
    }

    @Test
    void code_that_has_all_numbers_has_no_gap() {
        byte[] code = code(ByteOrder.LITTLE_ENDIAN, 0x59511722, 0xa2a5371e, 0x37c1011c);
        assertThat(SchemaGaps.of(SCHEMA, code)).isEmpty();
    }

    @Test
    void a_number_may_be_subtracted_in_place_of_being_compared() {
        byte[] code = code(ByteOrder.LITTLE_ENDIAN, -0x59511722, 0xa2a5371e, -0x37c1011c);
        assertThat(SchemaGaps.of(SCHEMA, code)).isEmpty();
    }

    @Test
    void what_is_missing_is_named_in_alphabetical_order() {
        byte[] code = code(ByteOrder.LITTLE_ENDIAN, 0xa2a5371e);
        assertThat(SchemaGaps.of(SCHEMA, code)).containsExactly("chatPhotoEmpty", "peerUser");
    }

    @Test
    void a_number_the_other_way_round_is_none() {
        byte[] code = code(ByteOrder.BIG_ENDIAN, 0x59511722, 0xa2a5371e, 0x37c1011c);
        assertThat(SchemaGaps.of(SCHEMA, code)).hasSize(3);
    }

    @Test
    void the_last_four_bytes_count() {
        assertThat(SchemaGaps.of(SCHEMA, new byte[] {0x22, 0x17, 0x51, 0x59})).doesNotContain("peerUser");
        assertThat(SchemaGaps.of(SCHEMA, new byte[] {0x22, 0x17, 0x51})).hasSize(3);
    }

    @Test
    void an_empty_file_knows_nothing(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.so"));
        assertThat(SchemaGaps.of(empty)).contains("messages.sendMessage", "invokeWithLayer");
    }

    @Test
    void a_file_has_to_be_there(@TempDir Path folder) {
        assertThatThrownBy(() -> SchemaGaps.of(folder.resolve("none.so")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.so");
    }
}
