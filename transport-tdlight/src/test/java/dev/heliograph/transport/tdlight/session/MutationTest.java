// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.management.ThreadMXBean;
import dev.heliograph.testkit.seeds.Seeds;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** A thousand mutations for each seed: a few thousand in the build, a million for each family in the campaign. */
@Timeout(120)
class MutationTest {
    private static final int MUTATIONS = 1000;
    private static final int[] EXTREMES = {
        0, 1, -1, 2, 127, 128, 254, 255, 256, 1 << 24, Integer.MIN_VALUE, Integer.MAX_VALUE
    };
    /** What the first calls spend on loading classes is the greater part of it. */
    private static final long FIXED_BYTES = 16 << 20;

    private static final List<byte[]> STRINGS =
            SessionStringsTest.strings().map(Vectors::ascii).toList();
    private static final List<byte[]> DATABASES = List.of(
            Vectors.golden("telethon-1.session"),
            Vectors.golden("telethon-7.session"),
            Vectors.golden("pyrogram-1.session"),
            Vectors.golden("pyrogram-wal.session"),
            Vectors.golden("kurigram-7.session"),
            Vectors.golden("pyrofork-4.session"),
            Vectors.golden("telethon-10.session"));
    private static final List<byte[]> LOGS = List.of(Vectors.binlog(pairs()), Vectors.golden("tdlib-1.8.67.binlog"));
    private static final List<byte[]> JSON = List.of(Vectors.gotd().getBytes(StandardCharsets.UTF_8));

    private static Map<String, byte[]> pairs() {
        Map<String, byte[]> pairs = new LinkedHashMap<>();
        pairs.put("auth", Vectors.ascii("ok"));
        pairs.put("main_dc_id", Vectors.ascii("2"));
        pairs.put("auth2", Vectors.auth(5));
        pairs.put("auth_is_bot", Vectors.ascii("true"));
        pairs.put("my_id", Vectors.ascii("5000000001"));
        return pairs;
    }

    @Seeds(value = 4, campaign = 500)
    void strings_changed_as_texts_do_no_harm(RandomGenerator chance) {
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = mutated(STRINGS, chance);
            for (int at = 0; at < text.length; at++) {
                text[at] &= 127;
            }
            probe(text);
        }
    }

    @Seeds(value = 4, campaign = 500)
    void strings_changed_below_base64_do_no_harm(RandomGenerator chance) {
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = STRINGS.get(chance.nextInt(STRINGS.size()));
            int from = text[0] == '1' ? 1 : 0;
            String body = new String(text, from, text.length - from, StandardCharsets.US_ASCII);
            byte[] bytes = Base64.getDecoder().decode(body.replace('-', '+').replace('_', '/'));
            String changed = Base64.getUrlEncoder().encodeToString(mutated(List.of(bytes), chance));
            probe(Vectors.ascii((from == 1 ? "1" : "") + changed));
        }
    }

    @Seeds(value = 4, campaign = 1000)
    void databases_do_no_harm(RandomGenerator chance) {
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutated(DATABASES, chance);
            // most changes of lengths would end in the header
            boolean whole = chance.nextInt(4) > 0;
            probe(whole ? Arrays.copyOf(bytes, Math.max(512, (bytes.length + 256) / 512 * 512)) : bytes);
        }
    }

    @Seeds(value = 4, campaign = 1000)
    void event_logs_do_no_harm(RandomGenerator chance) {
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] bytes = mutated(LOGS, chance);
            probe(chance.nextInt(4) > 0 ? summed(bytes) : bytes);
        }
    }

    @Seeds(value = 4, campaign = 1000)
    void json_does_no_harm(RandomGenerator chance) {
        for (int i = 0; i < MUTATIONS; i++) {
            probe(mutated(JSON, chance));
        }
    }

    @BeforeAll
    static void load_what_is_loaded_once() {
        Stream.of(STRINGS, DATABASES, LOGS, JSON)
                .flatMap(List::stream)
                .forEach(sample -> assertThatCode(() -> SessionReader.ofBytes(sample, false, new byte[0]))
                        .doesNotThrowAnyException());
    }

    /** Reads, and lets nothing pass but a session that can be written again, or the one exception. */
    private static void probe(byte[] bytes) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            SessionMaterial session =
                    SessionReader.ofBytes(bytes, false, new byte[0]).material();
            SessionMaterial again = SessionReader.ofText(MtkrutoString.write(session, MtkrutoString.Form.ACCOUNT))
                    .material();
            assertThat(again.fingerprint()).isEqualTo(session.fingerprint());
            assertThat(again.userId()).isEqualTo(session.userId());
        } catch (SessionFormatException e) {
            assertThat(e.getMessage().length()).isLessThan(400);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThan(FIXED_BYTES + 64L * bytes.length);
    }

    private static byte[] mutated(List<byte[]> samples, RandomGenerator chance) {
        byte[] bytes = samples.get(chance.nextInt(samples.size())).clone();
        int changes = 1 + chance.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = changed(bytes, samples.get(chance.nextInt(samples.size())), chance);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, byte[] other, RandomGenerator chance) {
        int at = chance.nextInt(bytes.length);
        int length = 1 + chance.nextInt(Math.min(16, bytes.length - at));
        int extreme = EXTREMES[chance.nextInt(EXTREMES.length)];
        switch (chance.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << chance.nextInt(8));
            case 1 -> bytes[at] = (byte) chance.nextInt();
            case 2 -> bytes[at] = (byte) extreme;
            case 3 -> put(bytes, at, extreme, chance.nextBoolean());
            case 4 -> bytes = Arrays.copyOf(bytes, at);
            case 5 -> bytes = spliced(bytes, at, at + length, new byte[0]);
            case 6 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            case 7 -> bytes = spliced(bytes, at, at, new byte[length]);
            default -> bytes = spliced(Arrays.copyOf(bytes, at), at, at, tail(other, at));
        }
        return bytes;
    }

    private static byte[] tail(byte[] bytes, int at) {
        return Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length);
    }

    private static void put(byte[] bytes, int at, int value, boolean little) {
        if (at + 4 <= bytes.length) {
            ByteBuffer.wrap(bytes)
                    .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                    .putInt(at, value);
        }
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        return Vectors.bytes(out -> {
            out.write(bytes, 0, from);
            out.write(middle);
            out.write(bytes, to, bytes.length - to);
        });
    }

    /** With right checksums, as far as the sizes lead: what an attacker would do. */
    private static byte[] summed(byte[] bytes) {
        ByteBuffer log = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.length - at >= 32) {
            int size = log.getInt(at);
            if (size < 32 || size > bytes.length - at) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(bytes, at, size - 4);
            log.putInt(at + size - 4, (int) crc.getValue());
            at += size;
        }
        return bytes;
    }
}
