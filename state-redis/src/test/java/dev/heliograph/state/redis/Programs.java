// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.redis;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/** Programs that understand Redis's protocol: the one that comes with the tests, and those on the path of this machine. */
final class Programs {
    private static final Map<Path, Integer> PORTS = new ConcurrentHashMap<>();

    private Programs() {}

    /**
     * One of them; its server is started when it is first needed.
     *
     * @param name for people
     */
    record Program(String name) {
        private static final String OWN = "the one of the tests";

        int port() {
            return name.equals(OWN) ? Servers.single() : PORTS.computeIfAbsent(Path.of(name), Programs::start);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Program> all() throws IOException {
        List<Program> all = new ArrayList<>(List.of(new Program(Program.OWN)));
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (String name : List.of("redis-server", "valkey-server", "keydb-server")) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    // not what a link leads to: some programs go by the name that they are called
                    all.add(new Program(
                            Path.of(folder).toRealPath().resolve(name).toString()));
                }
            }
        }
        System.out.printf("redis: %d other servers found on the path%n", all.size() - 1);
        return all.stream().distinct();
    }

    private static int start(Path program) {
        int port = Servers.freePort();
        try {
            Servers.started(RedisServer.newRedisServer()
                    .executableProvider(program::toFile)
                    .port(port)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .setting("dir " + Files.createTempDirectory("heliograph-redis"))
                    .onShutdownForceStop(true)
                    .build());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return port;
    }
}
