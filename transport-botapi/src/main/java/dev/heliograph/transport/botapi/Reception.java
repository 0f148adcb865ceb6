// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.spi.transport.EventSink;
import java.time.Duration;

/**
 * What a session receives with.
 *
 * @param session its name, for logs and for its own chance
 * @param calls the way to the server; a poll may take as long as it wants there and holds up nothing else
 * @param sink where the events go
 * @param strand what all of it runs on
 * @param timeline time and chance
 * @param pollTimeout how long the server may wait for an update before it answers that there is none
 */
record Reception(
        String session, BotCalls calls, EventSink sink, Strand strand, Timeline timeline, Duration pollTimeout) {}
