// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.transport.SelfInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who signed in; blocks. */
record SignedInNote(LinkParts parts, ClientConfig config, SessionFiles.Held held, SelfInfo account)
        implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SignedInNote.class);

    @Override
    public void run() {
        try {
            held.signedIn(account, parts.context().timeline().instant());
        } catch (ConfigurationException unwritable) {
            // it is signed in all the same; who it was is asked again the next time
            LOG.warn("session {}: its record could not be renewed: {}", config.sessionName(), unwritable.getMessage());
        }
    }
}
