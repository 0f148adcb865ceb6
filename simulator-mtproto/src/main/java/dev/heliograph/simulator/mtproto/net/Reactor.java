// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto.net;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.spi.PluginContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thread that accepts, reads and writes, and runs tasks one after the other. Tasks may be handed over from any thread;
 * those that come after the end are dropped.
 */
public final class Reactor implements Executor, AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int MOST_CHANNELS = 8192;
    private static final int CHUNK = 64 << 10;

    private final Selector selector;
    private final Consumer<Throwable> failures;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK);
    private final PluginContext.Loop loop;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;

    private Reactor(PluginContext context, Selector selector, Consumer<Throwable> failures) {
        this.selector = selector;
        this.failures = failures;
        this.loop = context.loop("mtproto", this::run);
    }

    /**
     * Starts the thread.
     *
     * @param failures is told what tasks and receivers throw; the channel concerned is closed
     */
    public static Reactor start(PluginContext context, Consumer<Throwable> failures) {
        try {
            return new Reactor(context, Selector.open(), failures);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * Opens a port of 127.0.0.1.
     *
     * @param port 0 for any free one
     * @param visitors makes a receiver for every connection, on the thread of the loop
     * @return the port
     * @throws ConfigurationException where the port is taken
     */
    public int listen(int port, Function<Channel, Receiver> visitors) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open();
            try {
                server.configureBlocking(false);
                server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), BACKLOG);
            } catch (IOException taken) {
                server.close();
                throw new ConfigurationException("port " + port + ": cannot be opened on 127.0.0.1 ("
                        + taken.getMessage() + "); choose another one, or 0 for any free one");
            }
            int chosen = ((InetSocketAddress) server.getLocalAddress()).getPort();
            execute(() -> register(server, visitors));
            return chosen;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        // on its own thread, it looks for tasks before it waits again
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Closes all ports and connections and ends the thread. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        loop.close();
    }

    private void register(ServerSocketChannel server, Function<Channel, Receiver> visitors) {
        try {
            server.register(selector, SelectionKey.OP_ACCEPT, visitors);
        } catch (IOException broken) {
            failures.accept(broken);
        }
    }

    private void run() {
        thread = Thread.currentThread();
        try (selector) {
            while (!closed && !Thread.currentThread().isInterrupted()) {
                if (tasks.isEmpty()) {
                    selector.select();
                } else {
                    selector.selectNow();
                }
                serve();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    guard(task);
                }
            }
            leave();
        } catch (IOException broken) {
            failures.accept(broken);
        }
    }

    private void serve() {
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
            SelectionKey key = ready.next();
            ready.remove();
            if (!key.isValid()) {
                continue;
            }
            if (key.attachment() instanceof Channel channel) {
                serve(channel);
            } else {
                guard(() -> accept(key));
            }
        }
    }

    private void serve(Channel channel) {
        try {
            channel.ready(buffer);
        } catch (RuntimeException mistake) {
            failures.accept(mistake);
            channel.close();
        }
    }

    private void accept(SelectionKey port) {
        @SuppressWarnings("unchecked") // what was attached when the port was opened
        Function<Channel, Receiver> visitors = (Function<Channel, Receiver>) port.attachment();
        try {
            SocketChannel socket = ((ServerSocketChannel) port.channel()).accept();
            if (socket == null) {
                return;
            }
            if (selector.keys().size() > MOST_CHANNELS) {
                socket.close();
                return;
            }
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = socket.register(selector, SelectionKey.OP_READ);
            Channel channel = new Channel(socket, key);
            key.attach(channel);
            channel.receiver(visitors.apply(channel));
        } catch (IOException gone) {
            // it went before it was let in; the next one may have more luck
            port.attach(visitors);
        }
    }

    private void guard(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException mistake) {
            failures.accept(mistake);
        }
    }

    private void leave() throws IOException {
        List<SelectionKey> keys = new ArrayList<>(selector.keys());
        for (SelectionKey key : keys) {
            if (key.attachment() instanceof Channel channel) {
                guard(channel::close);
            } else {
                key.channel().close();
            }
        }
    }
}
