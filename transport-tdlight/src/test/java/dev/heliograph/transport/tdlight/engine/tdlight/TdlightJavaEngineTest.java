// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import it.tdlight.ClientFactory;
import it.tdlight.FakeTdlib;
import it.tdlight.TelegramClient;
import it.tdlight.jni.TdApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TdlightJavaEngineTest {
    private static final String GET_ME = "{\"@type\":\"getMe\",\"@extra\":7}";
    private static final String CLOSE = "{\"@type\":\"close\"}";
    private static final String VERSION = "1.8.66";

    private final FakeTdlib tdlib = FakeTdlib.fresh()
            .answers(TdApi.GetOption.class, request -> new TdApi.OptionValueString(VERSION))
            .answers(TdApi.GetMe.class, request -> new TdApi.Ok())
            .answers(TdApi.SetLogVerbosityLevel.class, request -> new TdApi.Ok());
    private final TdlightJavaEngine engine = TdlightJavaEngine.load(FakeTdlib.class.getClassLoader());

    @Nested
    class Requests {
        @Test
        void are_answered_with_their_extra_and_the_number_of_the_client() {
            int client = engine.create();

            engine.send(client, GET_ME);

            assertThat(received()).containsExactly("{\"@type\":\"ok\",\"@extra\":7,\"@client_id\":" + client + "}");
        }

        @Test
        void keep_an_extra_of_any_form() {
            int client = engine.create();

            engine.send(client, "{\"@extra\":{\"a\":[null,\"b\"]},\"@type\":\"getMe\"}");

            assertThat(received())
                    .containsExactly(
                            "{\"@type\":\"ok\",\"@extra\":{\"a\":[null,\"b\"]},\"@client_id\":" + client + "}");
        }

        @Test
        void reach_the_library_as_objects() {
            int client = engine.create();

            engine.send(
                    client,
                    "{\"@type\":\"editMessageText\",\"chat_id\":\"-1001\",\"text\":{\"@type\":\"formattedText\","
                            + "\"text\":\"hi\",\"entities\":[{\"offset\":0,\"length\":2,"
                            + "\"type\":{\"@type\":\"textEntityTypeBold\"}}]}}");

            TdApi.EditMessageText request =
                    (TdApi.EditMessageText) tdlib.client(0).requests.get(0);
            assertThat(request.chatId).isEqualTo(-1001);
            assertThat(request.text.entities[0].type).isInstanceOf(TdApi.TextEntityTypeBold.class);
        }

        @Test
        void fail_with_the_error_of_tdlib() {
            tdlib.answers(TdApi.GetMe.class, request -> new TdApi.Error(420, "FLOOD_WAIT_3"));
            int client = engine.create();

            engine.send(client, GET_ME);

            assertThat(received())
                    .containsExactly("{\"@type\":\"error\",\"code\":420,\"message\":\"FLOOD_WAIT_3\",\"@extra\":7,"
                            + "\"@client_id\":" + client + "}");
        }

        @Test
        void of_an_unknown_type_are_answered_with_an_error() {
            int client = engine.create();

            engine.send(client, "{\"@type\":\"sendNothing\",\"@extra\":8}");

            assertThat(received())
                    .containsExactly("{\"@type\":\"error\",\"code\":400,\"message\":\"this TDLight-Java does not know "
                            + "\\\"sendNothing\\\"\",\"@extra\":8,\"@client_id\":" + client + "}");
        }

        @Test
        void that_are_not_json_are_answered_with_an_error() {
            int client = engine.create();

            engine.send(client, "{");

            assertThat(received())
                    .containsExactly("{\"@type\":\"error\",\"code\":400,\"message\":\"the request is not JSON\","
                            + "\"@client_id\":" + client + "}");
        }

        @Test
        void to_nobody_are_answered_so_that_whoever_receives_wakes() {
            engine.send(0, CLOSE);

            assertThat(received())
                    .containsExactly("{\"@type\":\"error\",\"code\":400,\"message\":\"there is no client 0\","
                            + "\"@client_id\":0}");
        }

        @Test
        void that_the_library_refuses_with_an_exception_are_answered_with_an_error() {
            tdlib.answers(TdApi.GetMe.class, request -> {
                throw new IllegalStateException("broken");
            });
            int client = engine.create();

            engine.send(client, GET_ME);

            assertThat(received())
                    .singleElement()
                    .asString()
                    .contains("\"code\":500", "IllegalStateException: broken", "\"@extra\":7");
        }

        @Test
        void that_wait_when_the_client_closes_are_answered_after_its_last_update() {
            int client = engine.create();
            engine.send(client, "{\"@type\":\"editMessageText\",\"@extra\":1}");

            engine.send(client, CLOSE);

            assertThat(received())
                    .containsExactly(
                            "{\"@type\":\"ok\",\"@client_id\":1}",
                            "{\"@type\":\"updateAuthorizationState\",\"authorization_state\":"
                                    + "{\"@type\":\"authorizationStateClosed\"},\"@client_id\":1}",
                            "{\"@type\":\"error\",\"code\":500,\"message\":\"Instance closed\",\"@extra\":1,"
                                    + "\"@client_id\":1}");
        }
    }

    @Nested
    class Updates {
        @Test
        void and_answers_come_in_the_order_in_which_tdlib_gave_them() {
            int client = engine.create();
            engine.send(client, "{\"@type\":\"editMessageText\",\"@extra\":1}");

            tdlib.client(0).update(new TdApi.UpdateNewMessage(new TdApi.Message()));
            tdlib.client(0).answer(new TdApi.Message());
            tdlib.client(0)
                    .update(new TdApi.UpdateAuthorizationState(new TdApi.AuthorizationStateWaitTdlibParameters()));

            assertThat(received())
                    .extracting(json -> json.substring(0, json.indexOf(',')))
                    .containsExactly(
                            "{\"@type\":\"updateNewMessage\"",
                            "{\"@type\":\"message\"",
                            "{\"@type\":\"updateAuthorizationState\"");
        }

        @Test
        void end_with_the_number_of_their_client() {
            int first = engine.create();
            int second = engine.create();
            engine.send(first, GET_ME);
            engine.send(second, GET_ME);
            assertThat(received()).hasSize(2);

            tdlib.client(1).update(new TdApi.UpdateDeleteMessages());

            assertThat(received()).singleElement().asString().endsWith(",\"@client_id\":" + second + "}");
        }

        @Test
        void without_a_form_in_json_become_an_error_and_do_not_stop_the_rest() {
            int client = engine.create();
            engine.send(client, GET_ME);
            assertThat(received()).hasSize(1);

            tdlib.client(0).update(new TdApi.Object() {
                @SuppressWarnings("unused")
                public final StringBuilder strange = new StringBuilder();

                @Override
                public int getConstructor() {
                    return 0;
                }
            });
            tdlib.client(0).update(new TdApi.UpdateDeleteMessages());

            assertThat(received())
                    .satisfiesExactly(
                            error -> assertThat(error).startsWith("{\"@type\":\"error\",\"code\":500"),
                            update -> assertThat(update).startsWith("{\"@type\":\"updateDeleteMessages\""));
        }

        @Test
        void that_the_library_fails_to_hand_over_leave_the_client_as_it_is() {
            int client = engine.create();
            engine.send(client, "{\"@type\":\"editMessageText\",\"@extra\":1}");

            tdlib.client(0).fail(new IllegalStateException("broken"));
            tdlib.client(0).answer(new TdApi.Ok());

            assertThat(received()).containsExactly("{\"@type\":\"ok\",\"@extra\":1,\"@client_id\":1}");
        }
    }

    @Nested
    class Clients {
        @Test
        void sleep_until_their_first_request() {
            int client = engine.create();
            assertThat(tdlib.client(0).isAwake()).isFalse();

            engine.send(client, GET_ME);

            assertThat(tdlib.client(0).isAwake()).isTrue();
        }

        @Test
        void never_have_the_number_of_another() {
            int first = engine.create();
            engine.send(first, CLOSE);

            assertThat(engine.create()).isNotEqualTo(first);
        }

        @Test
        void take_the_thread_of_the_library_with_them_when_the_last_closes() {
            int first = engine.create();
            int second = engine.create();

            engine.send(first, CLOSE);
            assertThat(tdlib.factories)
                    .singleElement()
                    .satisfies(factory -> assertThat(factory.closed).isFalse());
            engine.send(second, CLOSE);

            assertThat(tdlib.factories)
                    .singleElement()
                    .satisfies(factory -> assertThat(factory.closed).isTrue());
        }

        @Test
        void can_be_made_after_the_last_was_closed() {
            engine.send(engine.create(), CLOSE);
            assertThat(received()).isNotEmpty();

            engine.send(engine.create(), GET_ME);

            assertThat(received()).containsExactly("{\"@type\":\"ok\",\"@extra\":7,\"@client_id\":2}");
        }

        @Test
        void that_are_closed_answer_nothing_but_an_error() {
            int client = engine.create();
            engine.send(client, CLOSE);
            assertThat(received()).isNotEmpty();

            engine.send(client, GET_ME);

            assertThat(received()).singleElement().asString().contains("\"code\":400", "\"@extra\":7");
        }

        @Test
        void are_given_handlers_that_can_be_kept_in_collections() {
            engine.send(engine.create(), "{\"@type\":\"editMessageText\"}");

            assertThat(tdlib.client(0).handlers())
                    .doesNotHaveDuplicates()
                    .allSatisfy(
                            handler -> assertThat(handler).isEqualTo(handler).hasSameHashCodeAs(handler))
                    .extracting(Object::toString)
                    .containsExactly("ResultHandler", "ResultHandler");
        }

        @Test
        void are_closed_with_the_engine() {
            engine.send(engine.create(), GET_ME);

            engine.close();
            engine.close();

            assertThat(tdlib.client(0).isClosed()).isTrue();
            assertThat(received()).last().asString().contains("authorizationStateClosed");
        }
    }

    @Nested
    class Applications {
        private final ClientFactory own = tdlib.factory();

        @Test
        void keep_their_clients_when_the_engine_closes_its_own() {
            TelegramClient theirs = own.createClient();
            engine.send(engine.create(), GET_ME);

            engine.close();

            assertThat(tdlib.client(1).isClosed()).isTrue();
            assertThat(tdlib.client(0)).isSameAs(theirs);
            assertThat(tdlib.client(0).isClosed()).isFalse();
        }

        @Test
        void share_the_thread_of_the_library() {
            engine.send(engine.create(), GET_ME);
            own.close();

            assertThat(tdlib.factories)
                    .singleElement()
                    .satisfies(factory -> assertThat(factory.closed).isFalse());
        }
    }

    @Nested
    class Processes {
        @Test
        void have_one_engine_of_a_tested_version() {
            TdEngine loaded = LoadedTdlight.engine(false, 1);

            assertThat(LoadedTdlight.engine(false, 2)).isSameAs(loaded);
        }

        @Test
        void cannot_have_a_verbosity_that_tdlib_refuses() {
            tdlib.answers(TdApi.SetLogVerbosityLevel.class, request -> new TdApi.Error(400, "Wrong level"));

            assertThatThrownBy(() -> LoadedTdlight.engine(true, -5))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Wrong level");
        }
    }

    @Nested
    class Executing {
        @Test
        void answers_at_once_and_leaves_no_client_behind() {
            assertThat(engine.execute("{\"@type\":\"getOption\",\"name\":\"version\"}"))
                    .isEqualTo("{\"@type\":\"optionValueString\",\"value\":\"1.8.66\"}");
            assertThat(tdlib.client(0).isClosed()).isTrue();
            assertThat(tdlib.factories).allMatch(factory -> factory.closed);
            assertThat(received()).isEmpty();
        }

        @Test
        void goes_by_a_client_that_is_awake() {
            engine.send(engine.create(), GET_ME);

            assertThat(engine.version()).isEqualTo(VERSION);

            assertThat(tdlib.factories.get(0).clients).hasSize(1);
        }

        @Test
        void says_what_does_not_fit() {
            assertThat(engine.execute("{\"@type\":\"sendNothing\"}")).contains("\"code\":400", "sendNothing");
            assertThat(engine.execute("[")).contains("\"code\":400", "not JSON");
        }

        @Test
        void tells_when_there_is_no_version() {
            tdlib.answers(TdApi.GetOption.class, request -> new TdApi.OptionValueEmpty());

            assertThatThrownBy(engine::version)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("did not tell its version");
        }
    }

    @Nested
    class Receiving {
        @Test
        void gives_null_where_nothing_came() {
            assertThat(engine.receive(Duration.ZERO)).isNull();
        }

        @Test
        void ends_with_interruption() {
            Thread.currentThread().interrupt();

            assertThat(engine.receive(Duration.ofMinutes(1))).isNull();

            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class Loading {
        @Test
        void says_where_to_get_the_library_when_it_is_missing() {
            ClassLoader without = ClassLoader.getPlatformClassLoader();

            assertThatThrownBy(() -> TdlightJavaEngine.load(without))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("engine=tdlight-java: TDLight-Java is not on the class path (no it.tdlight.Init); see "
                            + "the installation section of TDLight-Java's README, or use engine=tdjson");
        }

        @Test
        void says_when_only_its_api_is_missing() {
            ClassLoader without = new ClassLoader(FakeTdlib.class.getClassLoader()) {
                @Override
                protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                    if (name.startsWith("it.tdlight.jni")) {
                        throw new ClassNotFoundException(name);
                    }
                    return super.loadClass(name, resolve);
                }
            };

            assertThatThrownBy(() -> TdlightJavaEngine.load(without))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("not on the class path (no it.tdlight.jni.TdApi)");
        }

        @Test
        void says_when_the_natives_are_missing() {
            tdlib.nativesMissing = true;

            assertThatThrownBy(() -> TdlightJavaEngine.load(FakeTdlib.class.getClassLoader()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("could not load its natives")
                    .hasMessageContaining("no tdjni for this system")
                    .hasMessageContaining("engine=tdjson");
        }
    }

    private List<String> received() {
        List<String> all = new ArrayList<>();
        for (String json = engine.receive(Duration.ZERO); json != null; json = engine.receive(Duration.ZERO)) {
            all.add(json);
        }
        return all;
    }
}
