// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.server.ServerDoor;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import java.util.List;

/** {@code simulate-server --mtproto}: lets TDLib into the world that bots enter by the Bot API. */
public final class MtprotoServerDoor implements ServerDoor {
    /** For {@link java.util.ServiceLoader}. */
    public MtprotoServerDoor() {}

    @Override
    public String scheme() {
        return MTPROTO;
    }

    @Override
    public String description() {
        return "A data centre for TDLib and other clients that speak MTProto.";
    }

    @Override
    public int apiLevel() {
        return PluginApi.LEVEL;
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Opened open(World world, PluginContext context, int port, List<String> phones) {
        for (String phone : phones) {
            if (!phone.matches("\\+?[0-9]{7,15}")) {
                throw new ConfigurationException("phones: '" + phone + "': expected 7 to 15 digits such as +15550001");
            }
        }
        TelegramLoopback telegram = TelegramLoopback.over(world, context);
        try {
            phones.forEach(telegram::addUser);
            return new OpenedLoopback(telegram, telegram.open(port, Front.socks5()));
        } catch (RuntimeException failed) {
            telegram.close();
            throw failed;
        }
    }

    private record OpenedLoopback(TelegramLoopback telegram, int port) implements Opened {
        @Override
        public String address() {
            return "socks5://127.0.0.1:" + port;
        }

        @Override
        public void close() {
            telegram.close();
        }
    }
}
