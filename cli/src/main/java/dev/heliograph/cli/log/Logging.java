// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.heliograph.cli.config.LogSettings;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Sends log lines to standard error or into a file that rolls. */
public final class Logging {
    /** Lettuce tells each try to connect again, and SQLite's driver what it could not delete of others' copies. */
    private static final List<String> TOLD_ELSEWHERE = List.of(
            "io.lettuce.core.protocol.ConnectionWatchdog",
            "io.lettuce.core.protocol.ReconnectionHandler",
            "org.sqlite");

    private Logging() {}

    /**
     * Applies the settings from now on.
     *
     * @param settings level, form and file
     * @param err standard error
     * @param live whether that is a terminal
     * @param traces whether stack traces are shown
     * @throws dev.heliograph.model.ConfigurationException where the file cannot be written to
     */
    public static void configure(LogSettings settings, OutputStream err, boolean live, boolean traces) {
        if (settings.file() != null) {
            LogFile.probe(Path.of(settings.file()));
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        boolean json = settings.file() != null || "json".equals(settings.format());
        boolean text = !json && (live || "text".equals(settings.format()));
        Encoder<ILoggingEvent> encoder = text ? new TextLine(context, traces) : new JsonLine(traces);
        encoder.setContext(context);
        encoder.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(settings.file() == null ? stream(context, encoder, err) : file(context, encoder, settings));
        root.setLevel(Level.toLevel(settings.level()));
        quieten(context, root.getLevel());
    }

    /** What libraries tell of faults that are told in our words, or of none: only who asks for everything reads it. */
    private static void quieten(LoggerContext context, Level level) {
        boolean all = Level.DEBUG.isGreaterOrEqual(level);
        TOLD_ELSEWHERE.forEach(name -> context.getLogger(name).setLevel(all ? null : Level.OFF));
    }

    private static Appender<ILoggingEvent> stream(
            LoggerContext context, Encoder<ILoggingEvent> encoder, OutputStream out) {
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setEncoder(encoder);
        appender.setOutputStream(new Unclosed(out));
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> file(
            LoggerContext context, Encoder<ILoggingEvent> encoder, LogSettings settings) {
        LogFile appender = new LogFile();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(settings.file());
        appender.setEncoder(encoder);
        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(settings.file() + ".%i");
        rolling.setMinIndex(1);
        rolling.setMaxIndex(settings.keep());
        rolling.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(new FileSize(settings.maxSize()));
        // Logback would look once a minute, in which a chatty fleet writes far more than was asked for
        trigger.setCheckIncrement(Duration.buildByMilliseconds(0));
        trigger.start();
        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }
}
