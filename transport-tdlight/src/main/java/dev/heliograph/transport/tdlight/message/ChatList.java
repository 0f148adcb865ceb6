// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The chats of a user. TDLib can write only to those that it has seen, and with an empty database it has seen none: the list
 * is loaded once, when somebody is first asked for whom TDLib does not know, slowly and not without end.
 */
final class ChatList {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** TDLib's answer where there are no more. */
    private static final int NO_MORE = 404;

    private final Requests requests;
    private final Strand strand;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean loading;
    private boolean loaded;

    ChatList(Requests requests, Strand strand) {
        this.requests = requests;
        this.strand = strand;
    }

    /** Whether there is nothing more to learn from it. */
    boolean isLoaded() {
        return loaded;
    }

    /** Runs it once the list is loaded, or could not be. */
    void load(Runnable then) {
        waiting.add(then);
        if (!loading) {
            loading = true;
            page(1);
        }
    }

    private void page(int number) {
        var request = TdClient.request("loadChats").put("limit", PAGE);
        request.set("chat_list", TdClient.request("chatListMain"));
        requests.ask(request, answer -> {
            boolean more = answer.isObject() && number < MOST_PAGES;
            if (more) {
                var unused = strand.after(PAUSE, () -> page(number + 1));
            } else {
                // a list that broke off in the middle may be tried again by the next one who asks
                finish(answer.isObject() || (answer.kind() == TdAnswer.Kind.ERROR && answer.code() == NO_MORE));
            }
        });
    }

    private void finish(boolean whole) {
        loading = false;
        loaded = whole;
        List<Runnable> told = new ArrayList<>(waiting);
        waiting.clear();
        told.forEach(Runnable::run);
    }
}
