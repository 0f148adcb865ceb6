// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.seeds;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Chooses the seeds of a test and makes one invocation of each. */
final class SeededInvocations implements TestTemplateInvocationContextProvider {

    static final String SEED = "heliograph.seed";
    static final String CAMPAIGN = "heliograph.campaign";

    /** The odd constant of SplitMix64: multiples of it visit every {@code long} once. */
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return seeds(context).isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Seeds seeds = seeds(context).orElseThrow();
        Optional<String> replayed = context.getConfigurationParameter(SEED);
        if (replayed.isPresent()) {
            return Stream.of(new SeededInvocation(parsed(replayed.get()), "replayed"));
        }
        int count = count(seeds, context);
        long start = start(context);
        List<Long> unlucky = Arrays.stream(seeds.replay()).boxed().toList();
        return Stream.concat(
                unlucky.stream().map(seed -> new SeededInvocation(seed, "unlucky before")),
                LongStream.range(0, count)
                        .mapToObj(index -> new SeededInvocation(derived(start, index), (index + 1) + " of " + count)));
    }

    private static Optional<Seeds> seeds(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getTestMethod(), Seeds.class);
    }

    private static int count(Seeds seeds, ExtensionContext context) {
        if (seeds.value() < 1 || seeds.campaign() < 0) {
            throw new ExtensionConfigurationException("@Seeds on " + context.getDisplayName()
                    + " needs a value of at least 1 and a campaign of at least 0");
        }
        boolean campaign = context.getConfigurationParameter(CAMPAIGN)
                .map(Boolean::parseBoolean)
                .orElse(false);
        return campaign && seeds.campaign() > 0 ? seeds.campaign() : seeds.value();
    }

    private static long parsed(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new ExtensionConfigurationException(
                    SEED + " must be a whole decimal number, not '" + text + "'", notANumber);
        }
    }

    /** Only names go in, so that the seeds stay when tests are added, moved within the class or run alone. */
    private static long start(ExtensionContext context) {
        String name = context.getRequiredTestClass().getName() + "#"
                + context.getRequiredTestMethod().getName();
        long hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = mixed(hash + GOLDEN_GAMMA + name.charAt(i));
        }
        return hash;
    }

    private static long derived(long start, long index) {
        return mixed(start + (index + 1) * GOLDEN_GAMMA);
    }

    /** The finaliser of SplitMix64: neighbours in, strangers out. */
    private static long mixed(long value) {
        long high = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long low = (high ^ (high >>> 27)) * 0x94D049BB133111EBL;
        return low ^ (low >>> 31);
    }
}
