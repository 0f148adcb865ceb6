// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.world;

import java.time.Instant;

/** What the calls of one world share. */
record Parts(
        Weather weather,
        Judge judge,
        Gate gate,
        Directory directory,
        Resolver resolver,
        Agenda agenda,
        Delivery delivery,
        AcceptedLog log) {

    static Parts of(WorldSettings settings, Instant epoch) {
        Weather weather = new Weather(settings.seed(), settings.rates());
        Judge judge = new Judge();
        Gate gate = new Gate(weather, judge);
        Directory directory = new Directory(settings, weather);
        Agenda agenda = new Agenda();
        return new Parts(
                weather,
                judge,
                gate,
                directory,
                new Resolver(directory, gate),
                agenda,
                new Delivery(directory, agenda, epoch),
                new AcceptedLog(epoch));
    }
}
