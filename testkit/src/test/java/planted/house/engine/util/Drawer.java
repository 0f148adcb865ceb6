// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine.util;

/** Planted: a drawer for everything. */
final class Drawer {}
