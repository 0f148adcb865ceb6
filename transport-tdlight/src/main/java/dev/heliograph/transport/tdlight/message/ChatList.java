// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.transport.tdlight.td.TdAnswer;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The chats of a user. TDLib can write only to those that it has seen, and with an empty database it has seen none: the list
 * is loaded when somebody is asked for whom TDLib does not know, until he is found; slowly, and not without end.
 */
final class ChatList {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** TDLib's answer where there are no more. */
    private static final int NO_MORE = 404;

    private final Requests requests;
    private final Strand strand;
    private final List<Consumer<TdAnswer>> waiting = new ArrayList<>();
    private boolean loading;
    private boolean loaded;
    private int pages;

    ChatList(Requests requests, Strand strand) {
        this.requests = requests;
        this.strand = strand;
    }

    /** Whether there is nothing more to learn from it. */
    boolean isLoaded() {
        return loaded;
    }

    /** Loads some more of it and hands over the answer; an error of 404 is its end. */
    void more(Consumer<TdAnswer> then) {
        waiting.add(then);
        if (!loading) {
            loading = true;
            if (pages == 0) {
                page();
            } else {
                var unused = strand.after(PAUSE, this::page);
            }
        }
    }

    /** Whether that is the answer of a list that has nothing more. */
    static boolean isEnd(TdAnswer answer) {
        return answer.kind() == TdAnswer.Kind.ERROR && answer.code() == NO_MORE;
    }

    private void page() {
        pages++;
        var request = TdClient.request("loadChats").put("limit", PAGE);
        request.set("chat_list", TdClient.request("chatListMain"));
        requests.ask(request, answer -> {
            loading = false;
            loaded = isEnd(answer) || pages >= MOST_PAGES;
            List<Consumer<TdAnswer>> told = new ArrayList<>(waiting);
            waiting.clear();
            told.forEach(one -> one.accept(answer));
        });
    }
}
