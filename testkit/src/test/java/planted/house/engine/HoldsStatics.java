// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.ArrayList;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Planted: each class shares something that changes. */
final class HoldsStatics {

    static final class Reassigned {
        static int count;
    }

    static final class Counts {
        static final AtomicLong COUNT = new AtomicLong();
    }

    static final class Collects {
        static final ArrayList<String> ALL = new ArrayList<>();
    }

    static final class Registers {
        static final ConcurrentMap<String, String> ALL = new ConcurrentHashMap<>();
    }

    static final class Shows {
        static final long[] TABLE = {1};
    }

    static final class Remembers {
        private static final ThreadLocal<String> LAST = new ThreadLocal<>();

        String planted() {
            return LAST.get();
        }
    }

    static final class Single {
        static final Single INSTANCE = new Single();

        int state;
    }
}
