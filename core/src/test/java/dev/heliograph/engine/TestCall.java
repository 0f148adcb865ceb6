// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.TrafficClass;
import dev.heliograph.spi.transport.Link;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A call that only waits in lanes. */
final class TestCall extends Call<String> {
    final String name;

    TestCall(String name, TrafficClass trafficClass, Job job) {
        super(trafficClass, job, 0, NEVER);
        this.name = name;
    }

    static TestCall of(String name) {
        return new TestCall(name, TrafficClass.NORMAL, Job.NONE);
    }

    static TestCall of(String name, TrafficClass trafficClass) {
        return new TestCall(name, trafficClass, Job.NONE);
    }

    @Override
    Domain domain(Peer peer) {
        return switch (trafficClass) {
            case READ -> Domain.HISTORY;
            case EDIT -> Domain.EDIT;
            case REPLY, NORMAL, BULK -> Domain.ofSend(peer);
        };
    }

    @Override
    CompletionStage<Outcome<String>> start(Link link, Peer peer) {
        return CompletableFuture.completedStage(Outcome.done(name));
    }

    @Override
    void end(Ending<String> ending) {}

    @Override
    long floodPatience() {
        return NEVER;
    }

    @Override
    public String toString() {
        return name;
    }
}
