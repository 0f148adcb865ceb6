// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.Optional;
import java.util.OptionalLong;

/** Planted: each class holds or takes an Optional. */
final class TakesOptionals {

    static final class Holds {
        Optional<String> text = Optional.empty();
    }

    static final class Takes {
        void planted(OptionalLong number) {}
    }

    static final class Asks {
        Asks(Optional<String> text) {}
    }
}
