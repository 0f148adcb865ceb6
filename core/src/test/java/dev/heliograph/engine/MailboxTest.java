// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Event;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.metrics.Metrics;
import dev.heliograph.time.SystemTimeline;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handlers that throw and handlers that hang, on real threads. */
@Timeout(120)
class MailboxTest {
    private static final SessionName NAME =
            ClientConfig.named("alpha").botToken("123456:ABC").build().sessionName();

    private final SystemTimeline time = SystemTimeline.start();
    private final AtomicInteger errors = new AtomicInteger();
    private final Mailbox mailbox = new Mailbox("alpha", time, new Tally(NAME, counting(), time));

    @AfterEach
    void close() {
        time.close(Duration.ZERO);
    }

    private static Event inChat(long chat, long id) {
        return new Event.MessagesDeleted(chat, List.of(id));
    }

    private Metrics counting() {
        return (Metrics) Proxy.newProxyInstance(
                Metrics.class.getClassLoader(), new Class<?>[] {Metrics.class}, (proxy, method, arguments) -> {
                    errors.addAndGet(method.getName().equals("handlerFailed") ? 1 : 0);
                    return null;
                });
    }

    @Test
    void whatever_a_handler_throws_is_counted_and_the_others_run() throws Exception {
        List<Consumer<Event>> thrown = List.of(
                event -> {
                    throw new AssertionError("on purpose");
                },
                event -> {
                    throw new StackOverflowError("on purpose");
                },
                event -> {
                    throw new OutOfMemoryError("on purpose");
                },
                event -> {
                    throw new NoClassDefFoundError("on purpose");
                },
                event -> MailboxTest.<RuntimeException>sneak(new IOException("on purpose")),
                event -> {
                    throw new IllegalStateException("on purpose");
                });
        thrown.forEach(mailbox::listen);
        int events = 10;
        CountDownLatch heard = new CountDownLatch(events);
        mailbox.listen(event -> heard.countDown());
        CountDownLatch handled = new CountDownLatch(events);
        for (int i = 0; i < events; i++) {
            assertThat(mailbox.offer(inChat(1 + i % 3, i), handled::countDown)).isTrue();
        }

        assertThat(heard.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(handled.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(errors).hasValue(events * thrown.size());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable checked) throws T {
        throw (T) checked;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8, 30})
    void a_handler_that_hangs_holds_its_chat_only(int hanging) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        List<Long> behind = new ArrayList<>();
        CountDownLatch others = new CountDownLatch(80);
        mailbox.listen(event -> {
            if (event.chatId() <= hanging) {
                awaitQuietly(held);
                synchronized (behind) {
                    behind.add(event.chatId());
                }
            } else {
                others.countDown();
            }
        });
        for (long chat = 1; chat <= hanging; chat++) {
            mailbox.offer(inChat(chat, 1), () -> {});
        }
        for (long chat = hanging + 1; chat <= hanging + 80; chat++) {
            mailbox.offer(inChat(chat, 1), () -> {});
        }

        assertThat(others.await(60, TimeUnit.SECONDS)).isTrue();
        synchronized (behind) {
            assertThat(behind).isEmpty();
        }
        held.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
