// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.Optional;

/** Planted: a component is a field and a parameter. */
record OptionalRecord(Optional<String> text) {}
