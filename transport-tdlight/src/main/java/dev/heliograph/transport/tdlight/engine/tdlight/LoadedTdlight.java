// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.engine.tdlight;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.engine.TestedVersions;
import org.jspecify.annotations.Nullable;

/** The one TDLight-Java of this process. May be used from any thread. */
public final class LoadedTdlight {
    private static final LoadedTdlight PROCESS = new LoadedTdlight();

    private final Slot slot = new Slot();

    private LoadedTdlight() {}

    /** What changes, once. */
    private static final class Slot {
        private @Nullable TdlightJavaEngine engine;
    }

    /**
     * The engine, which is loaded unless it is already.
     *
     * @param anyVersion whether a TDLib is taken that was not tested
     * @param verbosity which messages of TDLib are logged, from 0, fatal ones, to 2, warnings; the last caller's holds
     * @throws ConfigurationException where TDLight-Java or its natives are missing, or its TDLib was not tested
     */
    public static TdEngine engine(boolean anyVersion, int verbosity) {
        TdlightJavaEngine engine = PROCESS.load();
        if (!anyVersion && !TestedVersions.include(engine.version())) {
            throw new ConfigurationException("engine=tdlight-java: TDLight-Java has TDLib " + engine.version()
                    + ", and tested are " + TestedVersions.WORDS + ": take one of these, or any-version=true");
        }
        String answer =
                engine.execute("{\"@type\":\"setLogVerbosityLevel\",\"new_verbosity_level\":" + verbosity + "}");
        if (!answer.startsWith("{\"@type\":\"ok\"")) {
            throw new ConfigurationException("engine=tdlight-java: TDLib does not log as it should: " + answer);
        }
        return engine;
    }

    private TdlightJavaEngine load() {
        synchronized (slot) {
            TdlightJavaEngine engine = slot.engine;
            if (engine == null) {
                engine = TdlightJavaEngine.load(LoadedTdlight.class.getClassLoader());
                slot.engine = engine;
            }
            return engine;
        }
    }
}
