// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.transport;

/** Planted: an adapter without a package of its own. */
final class Unnamed {}
