// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.seeds;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One run of a test: hands out its seed, and adds to a failure how to see it again. */
record SeededInvocation(long seed, String place)
        implements TestTemplateInvocationContext, ParameterResolver, TestExecutionExceptionHandler {

    @Override
    public String getDisplayName(int invocationIndex) {
        return "seed " + seed + " (" + place + ")";
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == long.class || type == RandomGenerator.class || type == SplittableRandom.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == long.class) {
            return seed;
        }
        return new SplittableRandom(seed);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new UnluckySeed(seed));
        throw failure;
    }

    /** A note in the stack trace of a failed test. It has no trace of its own, since it did not happen anywhere. */
    private static final class UnluckySeed extends Exception {

        private static final long serialVersionUID = 1L;

        UnluckySeed(long seed) {
            super(
                    "this was seed " + seed + ": run it alone with -D" + SeededInvocations.SEED + "=" + seed
                            + ", keep it with @Seeds(replay = " + seed + "L)",
                    null,
                    false,
                    false);
        }
    }
}
