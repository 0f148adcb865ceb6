// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What was asked of a client and is not answered yet: all of it is answered when the connection is over. */
final class Requests {
    private final class Open {
        private final Consumer<TdAnswer> then;

        private Open(Consumer<TdAnswer> then) {
            this.then = then;
        }

        private void answer(TdAnswer answer) {
            if (open.remove(this)) {
                then.accept(answer);
            }
        }
    }

    private final TdClient client;
    private final Strand strand;
    private final Duration timeout;
    private final Set<Open> open = new LinkedHashSet<>();
    private boolean ended;

    Requests(MessagingParts parts) {
        this.client = parts.client();
        this.strand = parts.strand();
        this.timeout = parts.config().timeout();
    }

    /** Asks; {@code then} is called once, never before this returns. */
    void ask(ObjectNode request, Consumer<TdAnswer> then) {
        Open asked = new Open(then);
        open.add(asked);
        if (ended) {
            strand.execute(() -> asked.answer(over()));
        } else {
            client.ask(request, timeout, asked::answer);
        }
    }

    /** Hands over a request whose answer nobody needs. */
    void tell(ObjectNode request) {
        if (!ended) {
            client.tell(request);
        }
    }

    /** Answers whatever is open. */
    void end() {
        ended = true;
        List<Open> left = new ArrayList<>(open);
        left.forEach(asked -> asked.answer(over()));
    }

    private static TdAnswer over() {
        return new TdAnswer(
                TdAnswer.Kind.CLOSED, MissingNode.getInstance(), 0, "the connection ended before the answer came");
    }
}
