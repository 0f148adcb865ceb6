// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.simulator.mtproto.library.PatchedLibrary;
import dev.heliograph.simulator.server.ServerDoor;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginApi;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Setting;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    public Opened open(World world, PluginContext context, Wanted wanted) {
        List<LoopbackUser> users =
                wanted.phones().stream().map(MtprotoServerDoor::user).toList();
        Path copy = wanted.library().isEmpty() ? null : taught(wanted.library());
        TelegramLoopback telegram = TelegramLoopback.over(world, context);
        try {
            users.forEach(telegram::addUser);
            return new OpenedLoopback(telegram, telegram.open(wanted.port(), Front.socks5()), copy);
        } catch (RuntimeException failed) {
            telegram.close();
            throw failed;
        }
    }

    private static LoopbackUser user(String text) {
        int colon = text.indexOf(':');
        String phone = colon < 0 ? text : text.substring(0, colon);
        if (!phone.matches("\\+?[0-9]{7,15}")) {
            throw new ConfigurationException("phones: '" + phone + "': expected 7 to 15 digits such as +15550001");
        }
        LoopbackUser user = LoopbackUser.of(phone);
        if (colon < 0) {
            return user;
        }
        String password = text.substring(colon + 1);
        if (password.isBlank()) {
            throw new ConfigurationException(
                    "phones: '" + text + "': expected a password behind the colon, or no colon");
        }
        return user.withPassword(password, null);
    }

    private static Path taught(String original) {
        Path library;
        try {
            library = Path.of(original);
        } catch (InvalidPathException wrong) {
            throw new ConfigurationException("library: expected the path of TDLib's library, such as libtdjson.so");
        }
        return PatchedLibrary.of(library, PatchedLibrary.ofUser());
    }

    private record OpenedLoopback(
            TelegramLoopback telegram, int port, @Nullable Path library) implements Opened {
        @Override
        public String address() {
            return "socks5://127.0.0.1:" + port;
        }

        @Override
        public Map<String, Object> score() {
            return new UseReport(telegram).fields();
        }

        @Override
        public void resetScore() {
            telegram.forgetUses();
        }

        @Override
        public void close() {
            telegram.close();
        }
    }
}
