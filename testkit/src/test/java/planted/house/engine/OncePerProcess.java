// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package planted.house.engine;

import java.util.TreeMap;
import planted.house.model.ProcessWide;

@ProcessWide("allowed: it says why")
final class OncePerProcess {
    static final TreeMap<String, String> LIBRARIES = new TreeMap<>();

    private OncePerProcess() {}
}
