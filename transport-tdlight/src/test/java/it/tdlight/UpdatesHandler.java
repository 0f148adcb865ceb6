// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight;

import it.tdlight.jni.TdApi;
import java.util.List;

/** Double of TDLight-Java. */
public interface UpdatesHandler {
    void onUpdates(List<TdApi.Object> object);
}
