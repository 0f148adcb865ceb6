// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine.utilities;

/** Clean: only begins alike. */
final class Tray {}
