// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.notebook;

import dev.heliograph.model.Outcome;
import dev.heliograph.spi.state.Appended;
import dev.heliograph.spi.state.Claimant;
import dev.heliograph.spi.state.Intent;
import dev.heliograph.spi.state.Outbox;
import dev.heliograph.spi.state.OutboxCounts;
import dev.heliograph.spi.state.OutboxDraft;
import dev.heliograph.spi.state.OutboxRow;
import dev.heliograph.spi.state.OutboxState;
import dev.heliograph.spi.state.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Writes the calls of the outbox down, and hands them to the pages of their queues. */
final class BookedOutbox implements Outbox {
    static final String RECOVER = "recover";
    private final Map<String, QueuePage> queues = new TreeMap<>();
    private final Book book;

    BookedOutbox(Book book) {
        this.book = book;
        book.teach("append", this::append);
        book.teach("claim", this::claim);
        book.teach("sending", this::sending);
        book.teach("settle", this::settle);
        book.teach(RECOVER, this::recover);
        book.teach("cancel", this::cancel);
        book.teach("withdraw", this::withdraw);
        book.teach("hold", this::hold);
        book.teach("compact", this::compact);
    }

    private QueuePage page(String queue) {
        return queues.computeIfAbsent(queue, unseen -> new QueuePage());
    }

    private <T> CompletionStage<Outcome<T>> look(String queue, Function<QueuePage, T> question) {
        return book.look(() -> question.apply(page(queue)));
    }

    private static Deed deed(String verb, String queue, Claimant claimant, Instant now) {
        return Deed.of(verb)
                .with(queue)
                .with(claimant.owner())
                .with(claimant.fence())
                .with(now);
    }

    private static Claimant claimant(Deed deed) {
        return new Claimant(deed.text(), deed.number());
    }

    @Override
    public CompletionStage<Outcome<List<Appended>>> append(String queue, List<OutboxDraft> drafts, Instant now) {
        Deed deed = Deed.of("append").with(queue).with(now).with(drafts.size());
        for (OutboxDraft draft : drafts) {
            deed.with(draft.key())
                    .with(draft.job())
                    .with(draft.line())
                    .with(draft.chat())
                    .with(draft.dueAt())
                    .with(draft.payload());
        }
        return book.change(deed, this::append);
    }

    private List<Appended> append(Deed deed) {
        QueuePage page = page(deed.text());
        Instant now = deed.instant();
        List<Appended> answers = new ArrayList<>();
        for (long left = deed.number(); left > 0; left--) {
            answers.add(page.append(
                    new OutboxDraft(deed.text(), deed.text(), deed.number(), deed.text(), deed.instant(), deed.bytes()),
                    now));
        }
        return answers;
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> claim(String queue, Claimant claimant, int limit, Instant now) {
        return book.change(deed("claim", queue, claimant, now).with(limit), this::claim);
    }

    private List<OutboxRow> claim(Deed deed) {
        QueuePage page = page(deed.text());
        Claimant claimant = claimant(deed);
        Instant now = deed.instant();
        return page.claim(claimant, (int) deed.number(), now);
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> sending(
            String queue, Claimant claimant, List<Intent> intents, Instant now) {
        Deed deed = deed("sending", queue, claimant, now).with(intents.size());
        intents.forEach(intent -> deed.with(intent.id()).with(intent.session()).with(intent.randomId()));
        return book.change(deed, this::sending);
    }

    private List<Long> sending(Deed deed) {
        QueuePage page = page(deed.text());
        Claimant claimant = claimant(deed);
        Instant now = deed.instant();
        Set<Long> ids = new LinkedHashSet<>();
        for (long left = deed.number(); left > 0; left--) {
            Intent intent = new Intent(deed.number(), deed.text(), deed.number());
            if (page.sending(claimant, intent, now)) {
                ids.add(intent.id());
            }
        }
        return List.copyOf(ids);
    }

    @Override
    public CompletionStage<Outcome<List<Long>>> settle(
            String queue, Claimant claimant, List<Settlement> settlements, Instant now) {
        Deed deed = deed("settle", queue, claimant, now).with(settlements.size());
        for (Settlement settlement : settlements) {
            deed.with(settlement.id())
                    .with(settlement.state().name())
                    .with(settlement.messageId())
                    .with(settlement.reason())
                    .with(settlement.attempts())
                    .with(settlement.dueAt());
        }
        return book.change(deed, this::settle);
    }

    private List<Long> settle(Deed deed) {
        QueuePage page = page(deed.text());
        Claimant claimant = claimant(deed);
        Instant now = deed.instant();
        List<Long> ids = new ArrayList<>();
        for (long left = deed.number(); left > 0; left--) {
            Settlement settlement = new Settlement(
                    deed.number(),
                    OutboxState.valueOf(deed.text()),
                    deed.number(),
                    deed.text(),
                    (int) deed.number(),
                    deed.instantOrNull());
            if (page.settle(claimant, settlement, now)) {
                ids.add(settlement.id());
            }
        }
        return ids;
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> recover(String queue, Claimant claimant, Instant now) {
        return book.change(deed(RECOVER, queue, claimant, now), this::recover);
    }

    private List<OutboxRow> recover(Deed deed) {
        QueuePage page = page(deed.text());
        return page.recover(claimant(deed), deed.instant());
    }

    @Override
    public CompletionStage<Outcome<Instant>> nextDue(String queue, Instant now) {
        return look(queue, page -> page.nextDue(now));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> rows(String queue, String job, long afterLine, int limit) {
        return look(queue, page -> page.rows(job, afterLine, limit));
    }

    @Override
    public CompletionStage<Outcome<Optional<OutboxRow>>> row(String queue, long id) {
        return look(queue, page -> page.row(id));
    }

    @Override
    public CompletionStage<Outcome<List<OutboxRow>>> open(String queue, long afterId, int limit) {
        return look(queue, page -> page.open(afterId, limit));
    }

    @Override
    public CompletionStage<Outcome<OutboxCounts>> counts(String queue, String job) {
        return look(queue, page -> page.counts(job));
    }

    @Override
    public CompletionStage<Outcome<Long>> cancel(String queue, String job, String reason, Instant now) {
        return book.change(Deed.of("cancel").with(queue).with(job).with(reason).with(now), this::cancel);
    }

    private long cancel(Deed deed) {
        return page(deed.text()).cancel(deed.text(), deed.text(), deed.instant());
    }

    @Override
    public CompletionStage<Outcome<Boolean>> withdraw(String queue, long id, String reason, Instant now) {
        return book.change(Deed.of("withdraw").with(queue).with(id).with(reason).with(now), this::withdraw);
    }

    private boolean withdraw(Deed deed) {
        return page(deed.text()).withdraw(deed.number(), deed.text(), deed.instant());
    }

    @Override
    public CompletionStage<Outcome<Boolean>> hold(String queue, String job, boolean held, Instant now) {
        return book.change(Deed.of("hold").with(queue).with(job).with(held ? 1 : 0), this::hold);
    }

    private boolean hold(Deed deed) {
        return page(deed.text()).hold(deed.text(), deed.number() == 1);
    }

    @Override
    public CompletionStage<Outcome<Long>> compact(String queue, Duration retention, Instant now) {
        return book.change(Deed.of("compact").with(queue).with(now.minus(retention)), this::compact);
    }

    private long compact(Deed deed) {
        return page(deed.text()).compact(deed.instant());
    }
}
