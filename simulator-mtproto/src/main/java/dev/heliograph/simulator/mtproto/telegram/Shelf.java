// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.telegram;

import dev.heliograph.model.Media;
import dev.heliograph.model.Message;
import dev.heliograph.simulator.mtproto.tl.TlObject;
import org.jspecify.annotations.Nullable;

/** What messages carry. */
final class Shelf {
    /** The media of a message as that account sees it, or null where it has none. */
    @Nullable
    TlObject media(long viewer, Message message) {
        Media.Kind kind = message.media();
        if (kind == null) {
            return null;
        }
        // what came through another door has no file that this one ever saw
        return TlObject.of("messageMediaEmpty");
    }
}
