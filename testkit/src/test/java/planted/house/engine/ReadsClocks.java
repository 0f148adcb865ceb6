// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Planted: each class reads a clock. */
final class ReadsClocks {

    static final class Nanos {
        long planted() {
            return System.nanoTime();
        }
    }

    static final class Millis {
        long planted() {
            return System.currentTimeMillis();
        }
    }

    static final class Now {
        Object planted() {
            return Instant.now();
        }
    }

    static final class NowInZone {
        Object planted() {
            return LocalDate.now(ZoneOffset.UTC);
        }
    }

    static final class SystemClock {
        Object planted() {
            return Clock.systemUTC();
        }
    }

    static final class Ticks {
        Object planted() {
            return Clock.tickSeconds(ZoneOffset.UTC);
        }
    }

    static final class NewDate {
        Object planted() {
            return new java.util.Date();
        }
    }

    static final class Today {
        Object planted() {
            return java.util.Calendar.getInstance();
        }
    }

    static final class Referred {
        Supplier<Instant> planted() {
            return Instant::now;
        }
    }

    static final class InLambda {
        LongSupplier planted() {
            return () -> System.nanoTime();
        }
    }
}
