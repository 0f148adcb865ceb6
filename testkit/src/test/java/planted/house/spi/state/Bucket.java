// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.spi.state;

import planted.house.model.Stable;

@Stable
public record Bucket(long level) {
    public record Level() {}
}
