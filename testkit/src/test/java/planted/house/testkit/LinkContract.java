// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.testkit;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import planted.house.spi.transport.TransportProvider;
import planted.house.time.RealTimeline;

/** Clean: contracts are JUnit tests, and may look at registrations. */
abstract class LinkContract {
    RealTimeline timeline;

    @Test
    void is_registered() {
        ServiceLoader.load(TransportProvider.class);
    }
}
