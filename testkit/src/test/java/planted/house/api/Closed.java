// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.api;

import planted.house.model.Stable;

/** Clean: every way to be closed, and to be hidden. */
@Stable
public sealed interface Closed {
    record One() implements Closed {}

    enum Two implements Closed {
        PLAIN,
        WITH_BODY {
            @Override
            public String toString() {
                return "body";
            }
        }
    }

    @interface Three {}
}
