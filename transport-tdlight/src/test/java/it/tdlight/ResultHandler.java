// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight;

import it.tdlight.jni.TdApi;

/** Double of TDLight-Java. */
public interface ResultHandler<R extends TdApi.Object> {
    void onResult(TdApi.Object object);
}
