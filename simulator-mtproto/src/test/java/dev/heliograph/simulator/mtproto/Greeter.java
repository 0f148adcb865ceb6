// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.io.IOException;
import java.time.Instant;
import java.util.Random;

/** Stands for the program that somebody wants to test: signs in as a bot and greets people by name. */
public final class Greeter implements AutoCloseable {
    private final Line line;
    private final Caller caller;

    private Greeter(Line line, Caller caller) {
        this.line = line;
        this.caller = caller;
    }

    /** Signs in by a token, through the SOCKS5 proxy at that port. */
    public static Greeter start(int proxyPort, String token) throws IOException {
        Line line = Line.throughSocks(proxyPort, 2, 1);
        Handshake.Made made = new Handshake(line, new Random(2)).run(0);
        Greeter greeter = new Greeter(line, new Caller(line, made, Instant.now().getEpochSecond(), 3));
        greeter.caller.call(TlObject.of("auth.importBotAuthorization")
                .with("flags", 0)
                .with("api_id", 1)
                .with("api_hash", "h")
                .with("bot_auth_token", token));
        return greeter;
    }

    /** What the server said: the constructor of its answer, or its refusal. */
    public String greet(String username) throws IOException {
        TlObject found = caller.call(TlObject.of("contacts.resolveUsername").with("username", username));
        if (found.is("rpc_error")) {
            return found.string("error_message");
        }
        TlObject user = found.objects("users").get(0);
        TlObject answer = caller.call(TlObject.of("messages.sendMessage")
                .with(
                        "peer",
                        TlObject.of("inputPeerUser")
                                .with("user_id", user.int64("id"))
                                .with("access_hash", user.int64("access_hash")))
                .with("message", "Hello, " + username)
                .with("random_id", 1L));
        return answer.string("error_message", answer.name());
    }

    /** Calls something that no loopback answers. */
    public void ask(String method) throws IOException {
        caller.call(TlObject.of(method));
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
