// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package jakarta.inject;

/** Stands in for the annotation of an injection framework, which the tests do not need. */
public @interface Inject {}
