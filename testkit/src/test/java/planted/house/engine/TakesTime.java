// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Clean: time that is handed in. */
final class TakesTime {

    static final class Given {
        Object planted(Clock clock) {
            return Instant.now(clock);
        }
    }

    static final class Epoch {
        Object planted() {
            return Instant.ofEpochMilli(0);
        }
    }

    static final class Old {
        Object planted() {
            return new java.util.Date(0);
        }
    }

    static final class Coarse {
        Object planted(Clock clock) {
            return Clock.tick(clock, Duration.ofSeconds(1));
        }
    }
}
