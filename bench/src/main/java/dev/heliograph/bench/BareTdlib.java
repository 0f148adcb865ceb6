// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** By calls of the library and nothing else: one thread sends, receives and looks for what it needs in the text. */
final class BareTdlib implements TdlibSender {
    private static final long FIRST_PERSON = 500_000;
    private static final int PEOPLE = 20;
    private static final long PATIENCE = 60_000_000_000L;
    private static final String CLIENT = "\"@client_id\":";
    private static final String SUCCEEDED = "{\"@type\":\"updateMessageSendSucceeded\"";
    private static final String FAILED = "{\"@type\":\"updateMessageSendFailed\"";

    /** As links do, so that TDLib has the same to do. */
    private static final List<String> OPTIONS = List.of(
            "disable_top_chats",
            "disable_animated_emoji",
            "disable_network_statistics",
            "disable_persistent_network_statistics",
            "ignore_inline_thumbnails",
            "ignore_default_disable_notification");

    /** The functions of TDLib's JSON interface. */
    interface Calls extends Library {
        /** A new client. */
        int td_create_client_id();

        /** A request. */
        void td_send(int client, String request);

        /** An answer or an update. */
        String td_receive(double timeout);

        /** A request that needs no client. */
        String td_execute(String request);
    }

    private final Calls td;
    private final int[] clients;
    private int left;

    BareTdlib(TdlibPlace place, int sessions) {
        td = Native.load(
                place.library().toString(),
                Calls.class,
                // as the engine loads it: names kept to itself, texts in UTF-8
                Map.of(Library.OPTION_OPEN_FLAGS, 1, Library.OPTION_STRING_ENCODING, "UTF-8"));
        String unused = td.td_execute("{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":1}");
        clients = new int[sessions];
        for (int i = 0; i < sessions; i++) {
            clients[i] = open(place, 20_001 + i);
        }
        await("authorizationStateReady", sessions);
        // a chat can be made once TDLib has asked who that is
        forEachPerson("getUser", "", "user", sessions);
        forEachPerson("createPrivateChat", ",\"force\":false", "chat", sessions);
    }

    private void forEachPerson(String request, String more, String answer, int sessions) {
        for (int client : clients) {
            for (int person = 0; person < PEOPLE; person++) {
                td.td_send(
                        client,
                        "{\"@type\":\"" + request + "\",\"user_id\":" + (FIRST_PERSON + person) + more
                                + ",\"@extra\":\"" + answer + "\"}");
            }
        }
        await("\"@extra\":\"" + answer + "\"", sessions * PEOPLE);
    }

    private int open(TdlibPlace place, int number) {
        int client = td.td_create_client_id();
        td.td_send(
                client,
                "{\"@type\":\"addProxy\",\"proxy\":{\"@type\":\"proxy\",\"server\":\"127.0.0.1\",\"port\":"
                        + place.telegram().socksPort()
                        + ",\"type\":{\"@type\":\"proxyTypeSocks5\",\"username\":\"\",\"password\":\"\"}},\"enable\":true}");
        for (String option : OPTIONS) {
            td.td_send(
                    client,
                    "{\"@type\":\"setOption\",\"name\":\"" + option
                            + "\",\"value\":{\"@type\":\"optionValueBoolean\",\"value\":true}}");
        }
        td.td_send(
                client,
                "{\"@type\":\"setTdlibParameters\",\"database_directory\":\"" + place.fresh()
                        + "\",\"use_file_database\":true,\"use_chat_info_database\":true,\"api_id\":1,\"api_hash\":\"h\",\"system_language_code\":\"en\",\"device_model\":\"m\","
                        + "\"system_version\":\"s\",\"application_version\":\"1\"}");
        td.td_send(client, "{\"@type\":\"checkAuthenticationBotToken\",\"token\":\"" + number + ":secret\"}");
        return client;
    }

    @Override
    public double send(int messages, int chats) {
        long begin = System.nanoTime();
        left = messages;
        int open = messages;
        for (int chat = 0; chat < chats; chat++) {
            for (int client : clients) {
                next(client, FIRST_PERSON + chat);
            }
        }
        while (open > 0) {
            String json = td.td_receive(1);
            if (json == null) {
                continue;
            }
            if (json.startsWith(FAILED)) {
                throw new IllegalStateException(json);
            }
            if (json.startsWith(SUCCEEDED)) {
                open--;
                next(
                        Integer.parseInt(json.substring(json.lastIndexOf(CLIENT) + CLIENT.length(), json.length() - 1)),
                        chat(json));
            }
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void next(int client, long chat) {
        if (left > 0) {
            td.td_send(
                    client,
                    "{\"@type\":\"sendMessage\",\"chat_id\":" + chat
                            + ",\"input_message_content\":{\"@type\":\"inputMessageText\",\"text\":{\"@type\":\"formattedText\","
                            + "\"text\":\"message " + left + "\"}}}");
            left--;
        }
    }

    private static long chat(String json) {
        String name = "\"chat_id\":";
        int at = json.indexOf(name) + name.length();
        return Long.parseLong(json.substring(at, json.indexOf(',', at)));
    }

    /** Receives until that was seen by so many. */
    private void await(String what, int times) {
        Set<String> seen = new LinkedHashSet<>();
        long begin = System.nanoTime();
        while (seen.size() < times) {
            // nothing may come before the time is over: the end of a client is first told to the library itself
            String json = td.td_receive(1);
            if (json != null && json.contains(what)) {
                seen.add(json);
            } else if (System.nanoTime() - begin > PATIENCE) {
                throw new IllegalStateException("no " + what + " from " + (times - seen.size()) + " of " + times);
            }
        }
    }

    @Override
    public void close() {
        for (int client : clients) {
            td.td_send(client, "{\"@type\":\"close\"}");
        }
        await("authorizationStateClosed", clients.length);
    }
}
