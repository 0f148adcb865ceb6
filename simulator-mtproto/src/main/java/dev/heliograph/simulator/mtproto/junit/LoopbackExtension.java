// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.junit;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.TelegramLoopback;
import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import dev.heliograph.time.SystemTimeline;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link TelegramLoopback} with a calm world, the same for all parameters of the test and of the methods
 * before and after it. A test that passes fails after all where its client called what nobody answers, or where the loopback
 * itself failed.
 *
 * <p>A {@link Path} with {@link PatchedTdlib} is a copy of TDLib's library that knows the loopback's key. The original is
 * named by the system property {@code heliograph.tdlib}; the copy is kept in the folder that {@code
 * heliograph.tdlib.copies} names, by default {@link
 * PatchedLibrary#ofUser()}.
 */
public final class LoopbackExtension implements ParameterResolver, AfterEachCallback {
    private static final String LIBRARY = "heliograph.tdlib";
    private static final String COPIES = "heliograph.tdlib.copies";
    private static final Namespace PLACE = Namespace.create(LoopbackExtension.class);

    /** JUnit makes it. */
    public LoopbackExtension() {}

    private record Running(SystemTimeline time, TelegramLoopback telegram) implements AutoCloseable {
        static Running start() {
            SystemTimeline time = SystemTimeline.start();
            return new Running(time, TelegramLoopback.start(time.context("loopback")));
        }

        @Override
        public void close() {
            telegram.close();
            time.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        boolean method = parameter.getDeclaringExecutable() instanceof Method
                && test.getTestMethod().isPresent();
        Class<?> type = parameter.getParameter().getType();
        boolean library = type == Path.class && parameter.isAnnotated(PatchedTdlib.class);
        return library || (method && type == TelegramLoopback.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        if (parameter.getParameter().getType() == Path.class) {
            return library();
        }
        return test.getStore(PLACE)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .telegram();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Running running = test.getStore(PLACE).remove(Running.class, Running.class);
        if (running == null) {
            return;
        }
        running.close();
        // what failed by itself is not told twice
        if (test.getExecutionException().isEmpty()) {
            running.telegram().verify();
        }
    }

    private static Path library() {
        String original = System.getProperty(LIBRARY, "");
        if (original.isBlank()) {
            throw new ParameterResolutionException(
                    "no library: expected -D" + LIBRARY + "=... to name TDLib's shared library, such as libtdjson.so");
        }
        String copies = System.getProperty(COPIES);
        try {
            return PatchedLibrary.of(Path.of(original), copies == null ? PatchedLibrary.ofUser() : Path.of(copies));
        } catch (ConfigurationException unusable) {
            throw new ParameterResolutionException(unusable.getMessage(), unusable);
        }
    }
}
