// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.List;

/** Clean: what is static and stays. */
enum Constants {
    ONE(1),
    TWO(2);

    static final Constants FIRST = ONE;
    static final String NAME = "constants";
    static final List<String> NAMES = List.of("one", "two");
    private static final long[] TABLE = {1, 2};

    private final int number;

    Constants(int number) {
        this.number = number;
    }

    long value(Constants other) {
        return switch (other) {
            case ONE -> TABLE[0] + number;
            case TWO -> TABLE[1];
        };
    }
}
