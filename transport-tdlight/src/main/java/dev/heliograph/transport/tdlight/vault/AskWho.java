// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.vault;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Durations;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.ProxyConfig;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.os.ChildProcess;
import dev.heliograph.transport.tdlight.os.Scratch;
import dev.heliograph.transport.tdlight.os.SecretFile;
import dev.heliograph.transport.tdlight.session.ConvertedSession;
import dev.heliograph.transport.tdlight.session.SessionConverter;
import dev.heliograph.transport.tdlight.session.SessionMaterial;
import dev.heliograph.transport.tdlight.td.TdParameters;
import dev.heliograph.transport.tdlight.vault.StoredSession.Account;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Question to the server whose session it is, where its form does not tell. TDLib can be asked only with a database that may
 * crash it, so it runs in a process of its own, over a copy of the session that is deleted afterwards. That process has none of
 * our variables and ends with this one. Whoever asks holds the lease of the key. Blocks.
 */
public final class AskWho implements Function<SessionMaterial, Account> {
    private static final JsonMapper JSON = new JsonMapper();
    /** For a Java and a library to start, beside the one call that takes the time-out of the configuration. */
    private static final Duration START = Duration.ofSeconds(30);

    /** So that the process is ended by this one where that still can. */
    private static final Duration LONGER = Duration.ofSeconds(5);

    private static final int TRIES = 3;
    private static final List<String> SYSTEM_PROPERTIES =
            List.of("java.io.tmpdir", "jna.tmpdir", "jna.boot.library.path", "jna.nosys");

    private final FoundLibrary library;
    private final boolean anyVersion;
    private final ClientConfig config;
    private final Path folder;
    private final CompletionStage<Void> interrupted;
    private final Duration patience;
    private final List<String> program;

    /**
     * Asks nothing yet.
     *
     * @param anyVersion whether a library is taken that was not tested
     * @param config the session's name, application, device, proxy and time-out
     * @param folder where the copy may lie for as long as it takes; made where it does not exist
     * @param interrupted ends the wait for the answer when it completes
     */
    public AskWho(
            FoundLibrary library,
            boolean anyVersion,
            ClientConfig config,
            Path folder,
            CompletionStage<Void> interrupted) {
        this(library, anyVersion, config, folder, interrupted, config.timeout().plus(START), command());
    }

    /** The last two: how long one process may take, and what it is. */
    AskWho(
            FoundLibrary library,
            boolean anyVersion,
            ClientConfig config,
            Path folder,
            CompletionStage<Void> interrupted,
            Duration patience,
            List<String> program) {
        this.interrupted = interrupted;
        this.patience = patience;
        this.program = List.copyOf(program);
        this.library = library;
        this.anyVersion = anyVersion;
        this.config = config;
        this.folder = folder;
    }

    /**
     * Asks.
     *
     * @throws ConfigurationException if the server does not know the session, cannot be reached in time, or TDLib fails
     * @throws CancellationException if the wait was interrupted; nothing of the copy is left
     */
    @Override
    public Account apply(SessionMaterial session) {
        try {
            boolean made = !Files.exists(folder);
            SecretFile.folder(folder);
            try {
                return answer(ask(session));
            } finally {
                if (made) {
                    Files.deleteIfExists(folder);
                }
            }
        } catch (IOException failure) {
            throw refusal("the process for it cannot be run: " + FileTrouble.cause(failure));
        }
    }

    /** Anything that TDLib hears of before it has answered may end its process: then another one asks. */
    private String ask(SessionMaterial session) throws IOException {
        for (int left = TRIES; ; left--) {
            try (Scratch scratch = Scratch.folder(folder, ".ask")) {
                String answer = run(scratch.path(), session, left == 1);
                if (!answer.isBlank()) {
                    return answer;
                }
            }
        }
    }

    /** What the process said; nothing where TDLib ended it without a word, unless that is the last one. */
    private String run(Path scratch, SessionMaterial session, boolean last) throws IOException {
        ConvertedSession log = SessionConverter.nameless(session);
        SecretFile.write(scratch.resolve(log.fileName()), log.content());
        Path said = scratch.resolve("answer.json");
        ProcessBuilder builder =
                ChildProcess.bare(program).redirectOutput(said.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        try (ChildProcess process = ChildProcess.start(builder)) {
            try (OutputStream in = process.input()) {
                in.write(JSON.writeValueAsBytes(question(scratch, session.test())));
            }
            if (!process.await(patience, interrupted)) {
                throw refusal("the server did not answer within " + Durations.format(patience));
            }
            String answer = Files.readString(said);
            return answer.isBlank() && last ? "{\"error\":\"TDLib ended with " + process.exitValue() + "\"}" : answer;
        }
    }

    /** What this process runs on, with the small program instead; secrets go by its standard input. */
    static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx64m");
        for (String property : SYSTEM_PROPERTIES) {
            String value = System.getProperty(property);
            if (value != null) {
                command.add("-D" + property + "=" + value);
            }
        }
        Module module = AskWho.class.getModule();
        if (module.isNamed()) {
            command.addAll(List.of("-p", System.getProperty("jdk.module.path", "")));
            command.addAll(List.of("-m", module.getName() + "/" + WhoProgram.class.getName()));
        } else {
            command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
            command.add(WhoProgram.class.getName());
        }
        return command;
    }

    private ObjectNode question(Path scratch, boolean test) {
        ObjectNode question = JSON.createObjectNode()
                .put("library", library.path().toString())
                .put("origin", library.origin())
                .put("any_version", anyVersion)
                .put("asked_by", ProcessHandle.current().pid())
                .put("patience", patience.plus(LONGER).toSeconds());
        ProxyConfig proxy = config.proxy();
        if (proxy != null) {
            question.putObject("proxy")
                    .put("kind", proxy.kind().name())
                    .put("host", proxy.host())
                    .put("port", proxy.port())
                    .put("user", proxy.user())
                    .put("password", proxy.password());
        }
        question.set("parameters", new TdParameters(config, test, scratch.toAbsolutePath(), "").request(false));
        return question;
    }

    private Account answer(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            long userId = node.path("user_id").asLong(0);
            if (userId > 0) {
                String username = node.path("username").asString("");
                return new Account(userId, node.path("bot").asBoolean(false), username.isEmpty() ? null : username);
            }
            if (node.path("signed_out").asBoolean(false)) {
                throw new ConfigurationException("session " + config.sessionName()
                        + ": the server does not know the session to import: it was signed out; "
                        + config.remedy());
            }
            throw refusal(node.path("error").asString("TDLib gave no account"));
        } catch (JacksonException malformed) {
            throw refusal("TDLib was cut off");
        }
    }

    private ConfigurationException refusal(String why) {
        return new ConfigurationException("session " + config.sessionName()
                + ": the session to import does not tell whose it is, and the server could not be asked: " + why
                + "; or name the account yourself");
    }

    @Override
    public String toString() {
        return "AskWho[" + config.sessionName() + "]";
    }
}
