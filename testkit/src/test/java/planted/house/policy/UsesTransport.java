// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.policy;

import planted.house.spi.transport.Link;

/** Planted: an arrow that does not exist. */
final class UsesTransport {
    Link used;
}
