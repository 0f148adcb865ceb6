// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.spi.transport.Capabilities;
import dev.heliograph.spi.transport.Feature;
import java.util.Optional;
import java.util.stream.Stream;

/** What a message asks of its transport beyond plain sending. */
final class Needs {
    private Needs() {}

    /** The first feature that the message needs and the transport lacks. */
    static Optional<Feature> missing(OutgoingMessage message, Capabilities capabilities) {
        return Stream.of(
                        message.media() == null ? null : Feature.MEDIA,
                        message.schedule() == null ? null : Feature.SCHEDULE,
                        message.topic() == 0 ? null : Feature.TOPICS)
                .filter(feature -> feature != null && !capabilities.offers(feature))
                .findFirst();
    }
}
