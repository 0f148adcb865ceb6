// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Nested
    class The_published_rsa_key {
        private final RsaKey key = RsaKey.published();

        @Test
        void undoes_what_the_ciphers_of_the_jdk_do() throws Exception {
            Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(key.modulus(), key.exponent())));
            byte[] plain = new byte[256];
            for (int i = 1; i < plain.length; i++) {
                plain[i] = (byte) (i * 7);
            }
            assertThat(key.decrypt(cipher.doFinal(plain))).isEqualTo(plain);
        }

        @Test
        void takes_as_much_room_as_any_other_of_its_size() {
            assertThat(key.modulus().bitLength()).isEqualTo(2048);
            assertThat(key.publicDer()).hasSize(270);
            // 360 characters in lines of 64, and the two lines around them
            assertThat(key.publicPem()).hasSize(30 + 1 + 365 + 1 + 28);
            assertThat(key.publicPem().lines().skip(1).limit(5)).allMatch(line -> line.length() == 64);
        }

        @Test
        void has_its_modulus_behind_the_head_of_its_der() {
            byte[] der = Base64.getMimeDecoder().decode(key.publicPem().replaceAll("-----[A-Z ]+-----", ""));
            assertThat(HexFormat.of().formatHex(der, 0, 8)).isEqualTo("3082010a02820101");
            assertThat(new BigInteger(Digests.slice(der, 8, 265))).isEqualTo(key.modulus());
        }

        @Test
        void has_a_fingerprint_that_never_changes() {
            assertThat(key.fingerprint()).isEqualTo(RsaKey.published().fingerprint());
        }

        @Test
        void is_no_match_for_small_primes() {
            assertThatThrownBy(() -> RsaKey.of(BigInteger.valueOf(43), BigInteger.valueOf(47)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class The_group {
        @Test
        void has_a_safe_prime_of_2048_bits() {
            BigInteger prime = new BigInteger(1, DhGroup.prime());
            assertThat(prime.bitLength()).isEqualTo(2048);
            assertThat(prime.isProbablePrime(30)).isTrue();
            assertThat(prime.shiftRight(1).isProbablePrime(30)).isTrue();
        }

        @Test
        void has_a_generator_of_the_large_subgroup() {
            BigInteger prime = new BigInteger(1, DhGroup.prime());
            assertThat(BigInteger.valueOf(DhGroup.GENERATOR).modPow(prime.shiftRight(1), prime))
                    .isEqualTo(BigInteger.ONE);
        }

        @Test
        void leads_both_sides_to_the_same() {
            byte[] one = Digests.sha256(new byte[] {1});
            byte[] other = Digests.sha256(new byte[] {2});
            assertThat(DhGroup.agree(DhGroup.open(one), other))
                    .isNotNull()
                    .isEqualTo(DhGroup.agree(DhGroup.open(other), one));
        }

        @Test
        void does_not_take_what_gives_a_secret_away() {
            byte[] secret = Digests.sha256(new byte[] {1});
            BigInteger prime = new BigInteger(1, DhGroup.prime());
            assertThat(DhGroup.agree(new byte[] {1}, secret)).isNull();
            assertThat(DhGroup.agree(new byte[0], secret)).isNull();
            assertThat(DhGroup.agree(prime.subtract(BigInteger.ONE).toByteArray(), secret))
                    .isNull();
            assertThat(DhGroup.agree(prime.add(BigInteger.TWO).toByteArray(), secret))
                    .isNull();
        }
    }
}
