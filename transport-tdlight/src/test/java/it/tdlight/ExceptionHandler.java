// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight;

/** Double of TDLight-Java. */
public interface ExceptionHandler {
    void onException(Throwable e);
}
