// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.simulator.mtproto.tl.TlObject;
import java.util.concurrent.CompletionStage;

/** Answers calls. Everything below them is done: keys, sessions, wrappers, repetition and lost connections. */
@FunctionalInterface
public interface RpcHandler {
    /**
     * Answers one call. Runs on the thread of the door and must not block it; the answer may come later, from any thread.
     * Calls of one session begin in the order in which they came, except those that ask to wait for others.
     *
     * @param key whose call it is: the permanent key, also where a temporary one is used
     * @param session the session that it came by
     * @param query the call, without wrappers
     * @return the answer, {@link TlObject#vector} and {@link TlObject#bool} where the call has such one; an {@link
     *     RpcException} for what the server refuses. Anything else that is thrown becomes the error 500 and a failure of
     *     the door
     */
    CompletionStage<TlObject> call(AuthKey key, Session session, TlObject query);

    /** A client began a session; on the thread of the door. */
    default void began(AuthKey key, Session session) {}

    /** A key is gone, at the client's wish or the door's; on the thread of the door. */
    default void destroyed(AuthKey key) {}
}
