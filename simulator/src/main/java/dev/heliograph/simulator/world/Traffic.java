// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

/** People who write to accounts of their own accord, as long as one of their sessions is connected. */
final class Traffic {
    private static final double MINUTE = 60e9;
    private static final long FIRST_WRITER = 2_000_000_000L;
    private static final int WRITERS = 20;

    private final double perMinute;
    private final Dice dice;
    private final Agenda agenda;
    private final Delivery delivery;
    private long messages;

    Traffic(WorldSettings settings, Parts parts) {
        this.perMinute = settings.trafficPerMinute();
        this.dice = Dice.of(settings.seed(), "traffic");
        this.agenda = parts.agenda();
        this.delivery = parts.delivery();
    }

    void start(Account account, long now) {
        if (perMinute > 0 && !account.hasTraffic) {
            account.hasTraffic = true;
            planNext(account, now);
        }
    }

    private void planNext(Account account, long now) {
        agenda.plan(now + dice.exponential(MINUTE / perMinute), due -> write(account, due));
    }

    private void write(Account account, long now) {
        if (account.sessions.stream().noneMatch(SessionKey::isConnected)) {
            account.hasTraffic = false;
            return;
        }
        long writer = FIRST_WRITER + account.id() % 10_000_000 * WRITERS + dice.between(0, WRITERS - 1);
        delivery.incoming(account, writer, Content.plain("Message " + ++messages), now);
        planNext(account, now);
    }
}
