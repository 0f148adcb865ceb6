// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The messages of one session: bursts of chance, spread evenly over the whole time. */
final class Load {
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final int session;
    private final TelegramClient client;
    private final Ledger ledger;
    private final RandomGenerator chance;
    private final Strand strand;
    private final Crowd crowd;
    private final int sends;
    private int sent;
    private long nanosLeft;

    Load(int session, TelegramClient client, Ledger ledger, Timeline timeline, CampaignPlan plan) {
        this.session = session;
        this.client = client;
        this.ledger = ledger;
        this.chance = timeline.chance("load " + session);
        this.strand = timeline.strand("load");
        this.crowd = new Crowd(session, plan.sessions());
        this.sends = plan.sendsPerSession();
        this.nanosLeft = plan.span().toNanos();
    }

    /** Plans the next burst, as long as there is something left to send. */
    void start() {
        if (sent < sends) {
            // the first of so many points that are spread evenly over what is left of the time
            double share = 1 - StrictMath.pow(1 - chance.nextDouble(), 4.0 / (sends - sent + 3));
            long wait = (long) (nanosLeft * share);
            nanosLeft -= wait;
            Object unused = strand.after(Duration.ofNanos(wait), this::burst);
        }
    }

    private void burst() {
        int kind = chance.nextInt(10);
        int size = kind < 6 ? 1 : kind < 9 ? 2 + chance.nextInt(5) : 10 + chance.nextInt(21);
        int end = Math.min(sends, sent + size);
        while (sent < end) {
            send(ledger.place(session, sent++));
        }
        start();
    }

    private void send(int place) {
        int chat = crowd.choose(chance);
        ledger.asked(place, chat);
        OutgoingMessage message = OutgoingMessage.to(crowd.peer(chat))
                .text(Ledger.text(place))
                .trafficClass(urgency(chance.nextInt(10)))
                .deadline(chance.nextInt(4) == 0 ? PATIENCE : null)
                .build();
        Object unused = client.send(message).thenAccept(result -> ledger.answered(place, result));
    }

    private static TrafficClass urgency(int tenth) {
        return tenth < 2 ? TrafficClass.REPLY : tenth < 6 ? TrafficClass.NORMAL : TrafficClass.BULK;
    }
}
