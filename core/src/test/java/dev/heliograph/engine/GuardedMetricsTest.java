// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heliograph.spi.metrics.Metrics;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GuardedMetricsTest {
    private final AtomicReference<String> called = new AtomicReference<>("");
    private final Metrics failing = (Metrics) Proxy.newProxyInstance(
            Metrics.class.getClassLoader(), new Class<?>[] {Metrics.class}, (proxy, method, arguments) -> {
                called.set(method.getName());
                throw new NoClassDefFoundError("on purpose");
            });
    private final Metrics guarded = new GuardedMetrics(failing);

    /** What stands for each primitive type; null for others. */
    private static final Map<Class<?>, Object> NUMBERS = Map.of(int.class, 1, long.class, 1L, double.class, 1.0);

    private static List<Method> counts() {
        return Arrays.stream(Metrics.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getName().equals("close"))
                .toList();
    }

    @Test
    void every_count_reaches_the_metrics_and_none_throws() {
        assertThat(counts()).hasSizeGreaterThan(8);
        for (Method method : counts()) {
            Object[] arguments =
                    Arrays.stream(method.getParameterTypes()).map(NUMBERS::get).toArray();
            assertThatCode(() -> method.invoke(guarded, arguments))
                    .as(method.getName())
                    .doesNotThrowAnyException();
            assertThat(called).as("a count must not end at the guard").hasValue(method.getName());
        }
    }

    @Test
    void who_closes_them_hears_what_they_throw() {
        assertThatThrownBy(guarded::close).isInstanceOf(NoClassDefFoundError.class);
    }
}
