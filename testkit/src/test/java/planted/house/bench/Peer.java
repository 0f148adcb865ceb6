// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.bench;

import planted.house.transport.alpha.AlphaLink;

/** Clean: benchmarks do as their peers do. */
final class Peer {
    static int runs;
    AlphaLink link;
    org.assertj.core.data.Offset<Long> foreign;
    long start = System.nanoTime() + Math.round(Math.random());
}
