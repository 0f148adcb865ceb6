// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Environment;
import dev.heliograph.plugin.Plugins;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs a fleet through days of virtual time and judges it. The same plan gives the same history. After the last day
 * nothing new is sent, the faults go on, and all the same every message must have its end within two days more.
 */
public final class Campaign {
    private static final Duration DRAIN = Duration.ofDays(2);
    private static final Duration CLOSE = Duration.ofMinutes(1);

    private final CampaignPlan plan;
    private final VirtualTimeline timeline;
    private final Plugins plugins;

    /** A campaign with those plugins, among which must be simulator: and memory:. */
    public Campaign(CampaignPlan plan, Plugins plugins) {
        this.plan = plan;
        this.timeline = VirtualTimeline.seeded(plan.seed());
        this.plugins = plugins;
    }

    /** Runs it; once. */
    public CampaignResult run() {
        Heliograph heliograph = open();
        Ledger ledger = new Ledger(plan.sessions(), plan.sendsPerSession());
        timeline.await(heliograph.connect());
        List<TelegramClient> clients = heliograph.clients();
        for (int i = 0; i < clients.size(); i++) {
            new Load(i, clients.get(i), ledger, timeline, plan).start();
        }
        timeline.advance(plan.span());
        timeline.advanceUntil(ledger::isComplete, DRAIN);
        timeline.await(heliograph.close(CLOSE));
        Truth truth = heliograph
                .transportFacet(ClientConfig.MAIN_TRANSPORT, Truth.class)
                .orElseThrow(() -> new IllegalStateException("the simulator tells no truth"));
        return new CampaignResult(
                plan,
                ledger.size(),
                ledger.byStatus(),
                Verdict.of(ledger, truth, plan.sessions()),
                HistoryDigest.of(truth.accepted(), ledger));
    }

    private Heliograph open() {
        Heliograph.Builder builder = Heliograph.builder()
                .plugins(plugins)
                .environment(Environment.of(Map.of()))
                .virtualTime(timeline)
                .state("memory:")
                .transport(plan.transport());
        for (int i = 0; i < plan.sessions(); i++) {
            builder.session(config(i));
        }
        return builder.open();
    }

    /** Two of three sessions are bots. */
    private static ClientConfig config(int session) {
        ClientConfig.Builder config = ClientConfig.named("s" + session);
        if (session % 3 == 2) {
            config.phone("+90555" + (1_000_000 + session));
        } else {
            config.botToken(7_100_000_000L + session + ":simulated");
        }
        return config.build();
    }
}
