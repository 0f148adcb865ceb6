// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.testkit.seeds.Seeds;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AesIgeTest {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Test
    void a_counting_key_gives_the_published_ciphertext() {
        byte[] key = HEX.parseHex("000102030405060708090A0B0C0D0E0F");
        byte[] iv = HEX.parseHex("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F");
        byte[] secret = HEX.parseHex("1A8519A6557BE652E9DA8E43DA4EF4453CF456B4CA488AA383C79C98B34797CB");
        assertThat(AesIge.encrypt(key, iv, new byte[32])).isEqualTo(secret);
        assertThat(AesIge.decrypt(key, iv, secret)).isEqualTo(new byte[32]);
    }

    @Test
    void a_key_of_words_gives_the_published_ciphertext() {
        byte[] key = HEX.parseHex("5468697320697320616E20696D706C65");
        byte[] iv = HEX.parseHex("6D656E746174696F6E206F6620494745206D6F646520666F72204F70656E5353");
        byte[] plain = HEX.parseHex("99706487A1CDE613BC6DE0B6F24B1C7AA448C8B9C3403E3467A8CAD89340F53B");
        byte[] secret = HEX.parseHex("4C2E204C6574277320686F70652042656E20676F74206974207269676874210A");
        assertThat(AesIge.encrypt(key, iv, plain)).isEqualTo(secret);
        assertThat(AesIge.decrypt(key, iv, secret)).isEqualTo(plain);
    }

    @Seeds(20)
    void what_was_encrypted_is_decrypted(RandomGenerator chance) {
        byte[] key = bytes(chance, 32);
        byte[] iv = bytes(chance, 32);
        byte[] plain = bytes(chance, 16 * chance.nextInt(0, 40));
        assertThat(AesIge.decrypt(key, iv, AesIge.encrypt(key, iv, plain))).isEqualTo(plain);
    }

    @Test
    void half_a_block_is_refused() {
        assertThatThrownBy(() -> AesIge.encrypt(new byte[32], new byte[32], new byte[24]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(RandomGenerator chance, int count) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return bytes;
    }
}
