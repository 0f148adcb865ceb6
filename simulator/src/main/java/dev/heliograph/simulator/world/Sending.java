// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import dev.heliograph.model.Peer;
import dev.heliograph.model.SentMessage;
import dev.heliograph.model.text.FormattedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes messages from clients. */
final class Sending {
    private static final long SECOND = 1_000_000_000L;
    /** A date nearer than this is no schedule: the message goes at once. */
    private static final long SOON = 10 * SECOND;

    private static final long LATEST = 366L * 24 * 3600 * SECOND;
    private static final int MOST_SCHEDULED = 100;

    private final WorldSettings settings;
    private final Gate gate;
    private final Directory directory;
    private final Resolver resolver;
    private final Rights rights;
    private final Pace pace;
    private final Mischance mischance;
    private final Delivery delivery;
    private final Plans plans;
    private final AcceptedLog log;

    Sending(WorldSettings settings, Parts parts, Plans plans) {
        this.settings = settings;
        this.gate = parts.gate();
        this.directory = parts.directory();
        this.resolver = parts.resolver();
        this.rights = new Rights(parts.directory());
        this.pace = new Pace(parts.gate());
        this.mischance = new Mischance(parts.weather(), parts.gate(), parts.log());
        this.delivery = parts.delivery();
        this.plans = plans;
        this.log = parts.log();
    }

    Answer<SentMessage> send(Call call, Peer peer, Content content, @Nullable Instant schedule, long randomId) {
        TelegramError refused = admit(call);
        return refused == null ? admitted(call, peer, content, schedule, randomId) : Answer.refused(refused);
    }

    /** All of them as one call, in one row of ids. */
    Answer<SentMessage> forward(Call call, Peer peer, List<Forward> forwards) {
        TelegramError refused = admit(call);
        if (refused != null) {
            return Answer.refused(refused);
        }
        List<Content> contents = new ArrayList<>();
        for (Forward forward : forwards) {
            Chat from = directory.knownPlace(call.account(), forward.source().chatId());
            Post post = from == null ? null : from.posts.find(forward.source().messageId());
            if (post == null) {
                return Answer.refused(400, "MESSAGE_ID_INVALID");
            }
            if (post.protect) {
                return Answer.refused(400, "CHAT_FORWARDS_RESTRICTED");
            }
            Object cargo = forward.cargo() == null ? post.cargo : forward.cargo();
            contents.add(Content.again(post.text(), post.media, cargo));
        }
        Forward first = forwards.get(0);
        Answer<SentMessage> sent = admitted(call, peer, contents.get(0), null, first.randomId());
        if (sent.error() == null) {
            Chat chat = directory.place(call.account(), sent.orThrow().chatId());
            for (int i = 1; i < contents.size(); i++) {
                SentMessage further = deliver(call, call.key(), chat, contents.get(i), call.now());
                if (remembers(forwards.get(i).randomId())) {
                    call.account().remember(forwards.get(i).randomId(), further);
                }
            }
        }
        return sent;
    }

    private @Nullable TelegramError admit(Call call) {
        TelegramError refused = gate.admit(call);
        return refused == null && call.account().frozen ? Mischance.frozen() : refused;
    }

    private Answer<SentMessage> admitted(
            Call call, Peer peer, Content content, @Nullable Instant schedule, long randomId) {
        Answer<Long> target = resolver.find(call, peer);
        if (target.error() != null) {
            return Answer.refused(target.error());
        }
        Chat chat = directory.place(call.account(), target.orThrow());
        TelegramError refused = obstacle(call, chat, content, schedule, randomId);
        return refused == null ? Answer.of(accept(call, chat, content, schedule, randomId)) : Answer.refused(refused);
    }

    private @Nullable TelegramError obstacle(
            Call call, Chat chat, Content content, @Nullable Instant schedule, long randomId) {
        TelegramError refused = gate.patience(call, Method.SEND, chat.id);
        if (refused != null) {
            return refused;
        }
        SentMessage before = remembers(randomId) ? call.account().sentBefore(randomId) : null;
        if (before != null) {
            return TelegramError.done(500, "RANDOM_ID_DUPLICATE", before);
        }
        refused = content.problem();
        if (refused == null) {
            refused = rights.problem(call.account(), chat, content);
        }
        if (refused == null && schedule != null) {
            refused = scheduleProblem(call, chat, schedule);
        }
        if (refused == null) {
            refused = pace.problem(call, chat);
        }
        return refused == null ? mischance.strike(call, chat) : refused;
    }

    private @Nullable TelegramError scheduleProblem(Call call, Chat chat, Instant schedule) {
        if (call.account().isBot()) {
            return TelegramError.of(400, "SCHEDULE_BOT_NOT_ALLOWED");
        }
        if (delivery.due(schedule) > call.now() + LATEST) {
            return TelegramError.of(400, "SCHEDULE_DATE_TOO_LATE");
        }
        return chat.scheduled() >= MOST_SCHEDULED ? TelegramError.of(400, "SCHEDULE_TOO_MUCH") : null;
    }

    private SentMessage accept(Call call, Chat chat, Content content, @Nullable Instant schedule, long randomId) {
        Account account = call.account();
        pace.accepted(call, chat);
        boolean later = schedule != null && delivery.due(schedule) > call.now() + SOON;
        SentMessage sent = later
                ? plans.add(call, chat, content, Objects.requireNonNull(schedule))
                : deliver(call, call.key(), chat, content, call.now());
        if (remembers(randomId)) {
            account.remember(randomId, sent);
        }
        return sent;
    }

    SentMessage announce(Call call, long chatId, Object cargo) {
        Chat chat = directory.place(call.account(), chatId);
        Content content = Content.again(FormattedText.plain(""), null, cargo);
        return delivery.outgoing(call.account(), call.key(), chat, content, call.now());
    }

    private SentMessage deliver(Call call, @Nullable SessionKey from, Chat chat, Content content, long now) {
        SentMessage sent = delivery.outgoing(call.account(), from, chat, content, now);
        log.add(
                now,
                call.account(),
                call.key().session(),
                chat.id,
                sent.messageId(),
                content.text().text());
        return sent;
    }

    private boolean remembers(long randomId) {
        return settings.deduplication() && randomId != 0;
    }
}
