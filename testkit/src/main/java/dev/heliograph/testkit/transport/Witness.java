// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import java.util.List;

/** Tells what really stands in a chat, apart from the transport under test: usually by asking the server. */
@FunctionalInterface
public interface Witness {
    /** The texts of the messages that stand in the chat, oldest first. */
    List<String> texts(long chatId);
}
