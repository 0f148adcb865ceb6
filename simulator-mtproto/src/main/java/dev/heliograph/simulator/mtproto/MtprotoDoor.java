// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.crypto.RsaKey;
import dev.heliograph.simulator.mtproto.net.Channel;
import dev.heliograph.simulator.mtproto.net.Reactor;
import dev.heliograph.simulator.mtproto.net.Receiver;
import dev.heliograph.spi.PluginContext;
import java.util.List;

/**
 * A data centre on ports of 127.0.0.1, up to the calls, which somebody else answers. All of them are one: a client may ask
 * for any number of a data centre, and its key is known there and nowhere else. Serves any number of connections by one
 * thread.
 *
 * <p>May be used from any thread.
 */
public final class MtprotoDoor implements AutoCloseable {
    private final DataCentre centre;
    private final Reactor reactor;

    private MtprotoDoor(DataCentre centre, Reactor reactor) {
        this.centre = centre;
        this.reactor = reactor;
    }

    /** Starts it, without a port yet, with the key that is published. */
    public static MtprotoDoor start(PluginContext context, RpcHandler handler) {
        return start(context, RsaKey.published(), handler);
    }

    /**
     * Starts it, without a port yet.
     *
     * @param context lends time and the thread
     * @param key what clients have to know it by
     */
    public static MtprotoDoor start(PluginContext context, RsaKey key, RpcHandler handler) {
        Notes notes = new Notes();
        Reactor reactor = Reactor.start(context, notes::failed);
        DataCentre centre = new DataCentre(context, key, handler, reactor, notes);
        return new MtprotoDoor(centre, reactor);
    }

    /**
     * Opens a port.
     *
     * @param port 0 for any free one
     * @return the port
     * @throws ConfigurationException where it is taken
     */
    public int open(int port, Front front) {
        return reactor.listen(port, channel -> visit(channel, front));
    }

    /** The key that clients have to know it by. */
    public RsaKey rsaKey() {
        return centre.rsa();
    }

    /** All authorization keys. */
    public AuthKeys keys() {
        return centre.keys();
    }

    /** What clients sent that the schema does not have: the number, and the number of the message that it was in. */
    public List<String> unknownConstructors() {
        return centre.notes().unknown();
    }

    Owners owners() {
        return centre.owners();
    }

    /** Mistakes of the door or of the handler; whatever clients do, there should be none. */
    public List<Throwable> failures() {
        return centre.notes().failures();
    }

    /** Closes all connections and ports. */
    @Override
    public void close() {
        reactor.close();
    }

    private Receiver visit(Channel channel, Front front) {
        Wire wire = new Wire(channel::write, channel::end, channel::close, channel::reading);
        Connection connection = new Connection(centre, front, wire);
        return new Receiver(connection::receive, connection::gone);
    }
}
