// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.policy;

import planted.house.model.Name;
import planted.house.model.Stable;
import planted.house.spi.state.Bucket;

/** Clean: the model and the arithmetic of limits. */
@Stable
public record Pace(Name name, Bucket bucket, Bucket.Level level) {}
