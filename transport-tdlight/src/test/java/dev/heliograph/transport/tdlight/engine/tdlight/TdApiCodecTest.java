// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import it.tdlight.jni.TdApi;
import java.io.StringWriter;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class TdApiCodecTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Random CHANCE = new Random(20260806);

    private final TdApiCodec codec = new TdApiCodec(TdApi.class, TdApi.class.getClassLoader());

    @Nested
    class Names {
        @ParameterizedTest
        @CsvSource({
            "id, id",
            "chatId, chat_id",
            "isP2pSecret, is_p2p_secret",
            "streetLine1, street_line1",
            "ipv6Address, ipv6_address",
            "p256dhBase64url, p256dh_base64url",
            "useTestDc, use_test_dc"
        })
        void come_back_as_the_schema_has_them(String camel, String snake) {
            assertThat(TdApiShape.snake(camel)).isEqualTo(snake);
        }

        @Test
        void of_types_keep_their_capitals_but_the_first() {
            assertThat(written(new TdApi.TextParseModeHTML())).isEqualTo("{\"@type\":\"textParseModeHTML\"}");
        }
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @ValueSource(strings = {"9007199254740993", "\"9007199254740993\"", "-1", "\"-1\""})
        void takes_numbers_of_64_bits_in_both_forms(String number) throws Exception {
            TdApi.OptionValueInteger value =
                    read("{\"@type\":\"optionValueInteger\",\"value\":" + number + "}", TdApi.OptionValueInteger.class);

            assertThat(value.value).isEqualTo(Long.parseLong(number.replace("\"", "")));
        }

        @Test
        void takes_bytes_as_base64() throws Exception {
            TdApi.SetTdlibParameters parameters = read(
                    "{\"@type\":\"setTdlibParameters\",\"database_encryption_key\":\"AP8Q\"}",
                    TdApi.SetTdlibParameters.class);

            assertThat(parameters.databaseEncryptionKey).containsExactly(0, -1, 16);
        }

        @Test
        void leaves_what_is_missing_or_null_at_its_default() throws Exception {
            TdApi.EditMessageText request =
                    read("{\"@type\":\"editMessageText\",\"chat_id\":null,\"text\":null}", TdApi.EditMessageText.class);

            assertThat(request).usingRecursiveComparison().isEqualTo(new TdApi.EditMessageText());
        }

        @Test
        void leaves_out_what_the_class_does_not_have() throws Exception {
            TdApi.GetOption request = read(
                    "{\"@type\":\"getOption\",\"later\":{\"@type\":\"news\"},\"name\":\"version\"}",
                    TdApi.GetOption.class);

            assertThat(request.name).isEqualTo("version");
        }

        @Test
        void needs_no_type_where_only_one_fits() throws Exception {
            TdApi.MessageText content = read(
                    "{\"@type\":\"messageText\",\"text\":{\"text\":\"x\",\"entities\":[]}}", TdApi.MessageText.class);

            assertThat(content.text.text).isEqualTo("x");
        }

        @Test
        void takes_arrays_of_arrays() throws Exception {
            TdApi.KeyboardButton button = read(
                    "{\"@type\":\"keyboardButton\",\"ids\":[[1,\"2\"],[],[9223372036854775807]]}",
                    TdApi.KeyboardButton.class);

            assertThat(button.ids).isDeepEqualTo(new long[][] {{1, 2}, {}, {Long.MAX_VALUE}});
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"@type\":\"sendNothing\"} | does not know \"sendNothing\"",
                    "{\"@type\":\"GetMe\"} | \"GetMe\" is no @type",
                    "{\"@type\":\"getMe$x\"} | is no @type",
                    "{\"name\":\"version\"} | is no @type",
                    "{\"@type\":\"function\"} | does not know \"function\"",
                    "[] | expected an object, found ARRAY",
                    "{\"@type\":\"ok\"} | \"ok\" is no Function",
                    "{\"@type\":\"getOption\",\"name\":7} | getOption.name: expected String, found NUMBER",
                    "{\"@type\":\"setTdlibParameters\",\"api_id\":3000000000} | api_id: not of type int",
                    "{\"@type\":\"setTdlibParameters\",\"database_encryption_key\":\"?\"} | not of type byte[]",
                    "{\"@type\":\"editMessageText\",\"text\":{\"entities\":{}}} | expected an array, found OBJECT",
                    "{\"@type\":\"editMessageText\",\"reply_markup\":{\"@type\":\"ok\"}} | \"ok\" is no ReplyMarkup"
                })
        void says_what_does_not_fit(String request, String message) {
            assertThatThrownBy(() -> codec.read(JSON.readTree(request), TdApi.Function.class))
                    .isInstanceOf(TdApiMismatchException.class)
                    .hasMessageContaining(message);
        }
    }

    @Nested
    class Writing {
        @Test
        void begins_with_the_type_and_leaves_out_what_is_null() {
            assertThat(written(new TdApi.Message()))
                    .isEqualTo("{\"@type\":\"message\",\"id\":0,\"chat_id\":0,\"is_outgoing\":false,\"date\":0,"
                            + "\"media_album_id\":0}");
        }

        @Test
        void gives_numbers_as_strings_where_readers_of_json_lose_digits() {
            assertThat(written(new TdApi.OptionValueInteger(1L << 53))).contains("\"value\":9007199254740992}");
            assertThat(written(new TdApi.OptionValueInteger((1L << 53) + 1)))
                    .contains("\"value\":\"9007199254740993\"}");
        }

        @Test
        void keeps_null_inside_of_arrays() {
            TdApi.ReplyMarkupShowKeyboard markup = new TdApi.ReplyMarkupShowKeyboard();
            markup.rows = new TdApi.KeyboardButton[][] {{null}, {}};

            assertThat(written(markup)).isEqualTo("{\"@type\":\"replyMarkupShowKeyboard\",\"rows\":[[null],[]]}");
        }
    }

    @Test
    void every_object_comes_back_from_json_as_it_was() throws Exception {
        List<Class<?>> classes = Arrays.stream(TdApi.class.getDeclaredClasses())
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
        assertThat(classes).hasSizeGreaterThan(30);
        for (int round = 0; round < 50; round++) {
            for (Class<?> type : classes) {
                Object object = random(type, 4);

                Object back = codec.read(JSON.readTree(written(object)), TdApi.Object.class);

                assertThat(back).isInstanceOf(type).usingRecursiveComparison().isEqualTo(object);
            }
        }
    }

    private <T> T read(String json, Class<T> type) throws TdApiMismatchException {
        return type.cast(codec.read(JSON.readTree(json), TdApi.Object.class));
    }

    private String written(Object object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            codec.writeOpen(out, object);
            out.writeEndObject();
        } catch (IllegalAccessException closed) {
            throw new AssertionError(closed);
        }
        return text.toString();
    }

    private static Object random(Class<?> type, int depth) throws ReflectiveOperationException {
        Object object = type.getConstructor().newInstance();
        for (Field field : type.getFields()) {
            if (field.getType().isPrimitive() || CHANCE.nextInt(4) > 0) {
                field.set(object, randomValue(field.getType(), depth - 1));
            }
        }
        return object;
    }

    private static Object randomValue(Class<?> type, int depth) throws ReflectiveOperationException {
        if (type == boolean.class) {
            return CHANCE.nextBoolean();
        } else if (type == int.class) {
            return CHANCE.nextInt();
        } else if (type == long.class) {
            return CHANCE.nextLong() >> CHANCE.nextInt(64);
        } else if (type == double.class) {
            return CHANCE.nextGaussian() * 1e6;
        } else if (type == byte.class) {
            return (byte) CHANCE.nextInt();
        } else if (type == String.class) {
            return IntStream.generate(() -> CHANCE.nextInt(0xD800))
                    .limit(CHANCE.nextInt(5))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        } else if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), CHANCE.nextInt(4));
            for (int i = 0; i < Array.getLength(array); i++) {
                Array.set(array, i, randomValue(type.getComponentType(), depth));
            }
            return array;
        }
        return depth <= 0 ? null : random(concrete(type), depth);
    }

    private static Class<?> concrete(Class<?> base) {
        List<Class<?>> fitting = Arrays.stream(TdApi.class.getDeclaredClasses())
                .filter(type -> base.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                .sorted(Comparator.comparing(Class::getName))
                .toList();
        return fitting.get(CHANCE.nextInt(fitting.size()));
    }
}
