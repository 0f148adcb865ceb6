// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.model;

import planted.house.spi.transport.Link;

/** Planted: an arrow that does not exist. */
final class UsesSpi {
    Link used;
}
