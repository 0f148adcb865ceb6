// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.simulator.mtproto.RpcException;
import dev.heliograph.simulator.world.TelegramError;
import org.jspecify.annotations.Nullable;

/** What is refused, in the words of the server. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String text;
    private final transient @Nullable TelegramError error;

    private Refusal(int code, String text, @Nullable TelegramError error) {
        super(code + " " + text, null, false, false);
        this.code = code;
        this.text = text;
        this.error = error;
    }

    static Refusal of(int code, String text) {
        return new Refusal(code, text, null);
    }

    static Refusal of(TelegramError error) {
        // clients of this protocol see from the chat itself that it moved
        return error.migratedTo() == 0
                ? new Refusal(error.code(), error.text(), error)
                : new Refusal(400, "PEER_ID_INVALID", error);
    }

    /** A number of the data centre that the client should turn to. */
    static Refusal migrate(String what, int dc) {
        return of(303, what + "_MIGRATE_" + dc);
    }

    static Refusal unregistered() {
        return of(401, "AUTH_KEY_UNREGISTERED");
    }

    /** What the world said, or null where it was not asked. */
    @Nullable
    TelegramError error() {
        return error;
    }

    boolean is(String name) {
        return text.equals(name);
    }

    RpcException toRpc() {
        return RpcException.of(code, text);
    }
}
