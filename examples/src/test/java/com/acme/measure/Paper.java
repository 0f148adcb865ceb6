// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package com.acme.measure;

import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.Report;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.time.VirtualTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Keeps what a command reports. Time is virtual, and nobody interrupts. */
final class Paper implements CommandContext {
    final List<Report> reports = new ArrayList<>();
    private final PluginContext lent = VirtualTimeline.seeded(1).context("paper");

    @Override
    public String instance() {
        return lent.instance();
    }

    @Override
    public Timeline timeline() {
        return lent.timeline();
    }

    @Override
    public Executor blocking() {
        return lent.blocking();
    }

    @Override
    public Loop loop(String name, Runnable body) {
        return lent.loop(name, body);
    }

    @Override
    public AtExit atExit(String name, Runnable body) {
        return lent.atExit(name, body);
    }

    @Override
    public void report(Report report) {
        reports.add(report);
    }

    @Override
    public CompletionStage<Void> interrupted() {
        return new CompletableFuture<>();
    }
}
