// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** By calls of the library and nothing else: one thread sends, receives and looks for what it needs in the text. */
final class BareTdlib implements TdlibSender {
    private static final long FIRST_PERSON = 500_000;
    private static final String CLIENT = "\"@client_id\":";
    private static final String SUCCEEDED = "{\"@type\":\"updateMessageSendSucceeded\"";
    private static final String FAILED = "{\"@type\":\"updateMessageSendFailed\"";

    /** The functions of TDLib's JSON interface. */
    interface Calls extends Library {
        /** A new client. */
        int td_create_client_id();

        /** A request. */
        void td_send(int client, String request);

        /** An answer or an update. */
        String td_receive(double timeout);
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
        clients = new int[sessions];
        for (int i = 0; i < sessions; i++) {
            clients[i] = open(place, 20_001 + i);
        }
        await("authorizationStateReady", sessions);
        for (int client : clients) {
            for (int chat = 0; chat < 20; chat++) {
                td.td_send(
                        client,
                        "{\"@type\":\"createPrivateChat\",\"user_id\":" + (FIRST_PERSON + chat)
                                + ",\"force\":true,\"@extra\":\"chat\"}");
            }
        }
        await("\"@extra\":\"chat\"", sessions * 20);
    }

    private int open(TdlibPlace place, int number) {
        int client = td.td_create_client_id();
        td.td_send(
                client,
                "{\"@type\":\"addProxy\",\"proxy\":{\"@type\":\"proxy\",\"server\":\"127.0.0.1\",\"port\":"
                        + place.telegram().socksPort()
                        + ",\"type\":{\"@type\":\"proxyTypeSocks5\",\"username\":\"\",\"password\":\"\"}},\"enable\":true}");
        td.td_send(
                client,
                "{\"@type\":\"setTdlibParameters\",\"database_directory\":\"" + place.fresh()
                        + "\",\"api_id\":1,\"api_hash\":\"h\",\"system_language_code\":\"en\",\"device_model\":\"m\","
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
        while (seen.size() < times) {
            String json = td.td_receive(10);
            if (json == null) {
                throw new IllegalStateException("no " + what + " from " + (times - seen.size()) + " of " + times);
            }
            if (json.contains(what)) {
                seen.add(json);
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
