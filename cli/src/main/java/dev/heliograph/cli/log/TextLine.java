// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;

/** A log line for people. */
final class TextLine extends PatternLayoutEncoder {
    TextLine(LoggerContext context, boolean traces) {
        setContext(context);
        setPattern("%d{HH:mm:ss.SSS} %-5level %logger{0}: %msg %kvp" + (traces ? "%n%ex" : "%nopex%n"));
    }
}
