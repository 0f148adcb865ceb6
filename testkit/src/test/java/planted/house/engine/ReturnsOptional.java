// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.Optional;
import java.util.function.Function;

/** Clean: an Optional as an answer, and inside a lambda. */
final class ReturnsOptional {

    static final class Answers {
        Optional<String> clean() {
            return Optional.of("a");
        }
    }

    static final class Within {
        Function<Optional<String>, Boolean> clean() {
            return text -> text.isPresent();
        }
    }
}
