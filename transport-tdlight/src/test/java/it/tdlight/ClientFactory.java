// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package it.tdlight;

/** Double of TDLight-Java. */
public interface ClientFactory extends AutoCloseable {
    static ClientFactory acquireCommonClientFactory() {
        return FakeTdlib.current().factory();
    }

    TelegramClient createClient();

    @Override
    void close();
}
