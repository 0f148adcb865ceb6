// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Message;
import dev.heliograph.model.text.FormattedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A message or an album that waits for its time. An album has a number for each part, and goes or stays as a whole.
 *
 * @param first its number among all that its account ever scheduled
 * @param call by which it was sent
 */
record Plan(long first, Call call, Chat chat, Content content, Instant date) {
    long last() {
        return first + content.parts() - 1;
    }

    List<Planned> view() {
        List<Planned> parts = new ArrayList<>();
        for (int i = 0; i < content.parts(); i++) {
            FormattedText text = i == 0 ? content.text() : content.further().get(i - 1);
            Message message = new Message(
                    chat.id,
                    first + i,
                    call.account().id(),
                    date,
                    null,
                    text,
                    true,
                    content.replyTo(),
                    content.topic(),
                    content.media());
            parts.add(new Planned(message, content.cargo(i)));
        }
        return parts;
    }
}
