// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.td;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ProxyConfig;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DialectTest {
    private static final ProxyConfig SOCKS = ProxyConfig.parse("socks5://ann:secret@127.0.0.1:1080");

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('\'', '"'));
    }

    private static ObjectNode file() {
        return TdClient.request("inputFileRemote").put("id", "x");
    }

    @Nested
    class A_proxy {
        @Test
        void is_a_part_of_the_request_in_old_versions() {
            assertThat((JsonNode) Dialect.of("1.8.60").addProxy(SOCKS))
                    .isEqualTo(json("{'@type':'addProxy','server':'127.0.0.1','port':1080,'type':"
                            + "{'@type':'proxyTypeSocks5','username':'ann','password':'secret'},'enable':true}"));
        }

        @ParameterizedTest
        @CsvSource({"1.8.61", "1.8.67", "1.9.0", "2.0"})
        void is_an_object_since_1_8_61(String version) {
            assertThat((JsonNode) Dialect.of(version).addProxy(SOCKS))
                    .isEqualTo(json("{'@type':'addProxy','proxy':{'@type':'proxy','server':'127.0.0.1','port':1080,"
                            + "'type':{'@type':'proxyTypeSocks5','username':'ann','password':'secret'}},"
                            + "'enable':true}"));
        }

        @Test
        void may_speak_http_or_mtproto() {
            Dialect old = Dialect.of("1.8.35");
            assertThat(old.addProxy(ProxyConfig.parse("http://127.0.0.1:8080")).path("type"))
                    .isEqualTo(json("{'@type':'proxyTypeHttp','username':'','password':'','http_only':false}"));
            assertThat(old.addProxy(ProxyConfig.parse("mtproto://x:dd00@127.0.0.1:443"))
                            .path("type"))
                    .isEqualTo(json("{'@type':'proxyTypeMtproto','secret':'dd00'}"));
        }
    }

    @Nested
    class A_topic {
        private ObjectNode said(String version, long topic) {
            ObjectNode request = TdClient.request("sendMessage");
            Dialect.of(version).topic(request, topic);
            return request;
        }

        @Test
        void is_said_by_a_message_of_tdlib_in_old_versions() {
            assertThat(said("1.8.55", 3).path("message_thread_id").asLong()).isEqualTo(3 << 20);
        }

        @Test
        void is_said_by_its_number_since_1_8_56() {
            assertThat(said("1.8.56", 3).path("topic_id"))
                    .hasToString("{\"@type\":\"messageTopicForum\",\"forum_topic_id\":3}");
        }

        @Test
        void is_not_said_where_there_is_none() {
            assertThat(said("1.8.55", 0).size() + said("1.8.67", 0).size())
                    .as("fields, of which one is the type")
                    .isEqualTo(2);
        }

        @Test
        void is_not_said_for_the_general_one() {
            assertThat(said("1.8.55", 1).size() + said("1.8.67", 1).size())
                    .as("fields, of which one is the type")
                    .isEqualTo(2);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                1.8.35|{"is_topic_message":true,"message_thread_id":3145728}|3
                1.8.49|{"is_topic_message":false,"message_thread_id":3145728}|0
                1.8.50|{"topic_id":{"@type":"messageTopicForum","forum_topic_id":3145728}}|3
                1.8.55|{"topic_id":{"@type":"messageTopicForum","forum_topic_id":3145728}}|3
                1.8.56|{"topic_id":{"@type":"messageTopicForum","forum_topic_id":3}}|3
                1.8.67|{"topic_id":{"@type":"messageTopicThread","message_thread_id":3145728}}|0
                1.8.67|{"topic_id":{"@type":"messageTopicForum","forum_topic_id":1}}|0
                1.8.67|{"topic_id":null}|0
                """)
        void is_read_as_its_version_tells_it(String version, String message, long topic) {
            assertThat(Dialect.of(version).topicOf(json(message))).isEqualTo(topic);
        }
    }

    @Nested
    class A_medium {
        @Test
        void is_a_file_in_old_versions() {
            assertThat((JsonNode) Dialect.of("1.8.64").photo(file()))
                    .isEqualTo(json("{'@type':'inputMessagePhoto','photo':{'@type':'inputFileRemote','id':'x'}}"));
            assertThat((JsonNode) Dialect.of("1.8.64").document(file()))
                    .isEqualTo(json("{'@type':'inputMessageDocument','disable_content_type_detection':true,"
                            + "'document':{'@type':'inputFileRemote','id':'x'}}"));
        }

        @Test
        void has_a_file_since_1_8_65() {
            assertThat((JsonNode) Dialect.of("1.8.65").photo(file()))
                    .isEqualTo(json("{'@type':'inputMessagePhoto','photo':{'@type':'inputPhoto','photo':"
                            + "{'@type':'inputFileRemote','id':'x'}}}"));
            assertThat((JsonNode) Dialect.of("1.8.67").document(file()))
                    .isEqualTo(json("{'@type':'inputMessageDocument','document':{'@type':'inputDocument',"
                            + "'disable_content_type_detection':true,'document':"
                            + "{'@type':'inputFileRemote','id':'x'}}}"));
        }
    }

    @Nested
    class An_id {
        @Test
        void of_the_server_is_spread_out() {
            assertThat(TdIds.ofMessage(5)).isEqualTo(5_242_880);
            assertThat(TdIds.server(5_242_880)).isEqualTo(5);
        }

        @ParameterizedTest
        @CsvSource({"0", "-1", "5242881", "5242882", "4"})
        void of_what_does_not_stand_is_none(long id) {
            assertThat(TdIds.isServer(id)).isFalse();
            assertThat(TdIds.server(id)).isZero();
        }

        @Test
        void of_what_waits_for_its_time_is_none_of_the_chat() {
            assertThat(TdIds.server((1_700_000_000L << 21) | (9 << 3) | 4)).isZero();
            assertThat(TdIds.server(5_242_880)).isEqualTo(5);
        }

        @Test
        void of_a_chat_is_that_of_the_bot_api() {
            assertThat(TdIds.ofBasicGroup(9)).isEqualTo(-9);
            assertThat(TdIds.ofSupergroup(9)).isEqualTo(-1_000_000_000_009L);
        }
    }
}
