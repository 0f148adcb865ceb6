// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import dev.heliograph.model.HistoryPage;
import dev.heliograph.model.HistoryQuery;
import dev.heliograph.model.Message;
import dev.heliograph.model.Peer;
import dev.heliograph.spi.transport.History;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads one chat through the facet. */
record PagesOf(Rig rig, History history, Peer peer) {
    /** The group's. */
    static PagesOf group(Rig rig) {
        History history = rig.first().link().facet(History.class).orElseThrow();
        return new PagesOf(rig, history, rig.people.group());
    }

    HistoryPage page(UnaryOperator<HistoryQuery> narrower) {
        HistoryQuery query = narrower.apply(HistoryQuery.of(peer));
        return rig.done(rig.patiently(() -> history.page(query)), "history");
    }

    List<String> texts() {
        return texts(page(query -> query));
    }

    static List<String> texts(HistoryPage page) {
        return page.messages().stream().map(message -> message.text().text()).toList();
    }

    static List<Long> ids(HistoryPage page) {
        return page.messages().stream().map(Message::messageId).toList();
    }
}
