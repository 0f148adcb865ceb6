// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.Settings;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.spi.command.CommandProvider;
import dev.heliograph.spi.command.Report;
import dev.heliograph.spi.state.ForwardingStateStore;
import dev.heliograph.spi.state.StateStore;
import dev.heliograph.spi.time.Timeline;
import dev.heliograph.state.memory.MemoryStateStore;
import dev.heliograph.testkit.provider.Configured;
import dev.heliograph.time.VirtualTimeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/** Runs a command over what lies on standard input, and keeps what it reports. */
final class Desk implements CommandContext {
    /** A Telethon string for data centre 2, made here and of no account. */
    static final String TELETHON = telethon();

    private final PluginContext lent;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private InputStream input = InputStream.nullInputStream();
    private Report reported;
    private String interruption = "\u0000";
    private Environment environment = Environment.of(Map.of());
    private StateStore state = new MemoryStateStore();
    private final List<String> owned = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> interrupted = new CompletableFuture<>();

    /** A command that reads variables. */
    interface Act {
        int run(Settings options, CommandContext context, Environment environment);
    }

    Desk() {
        this(VirtualTimeline.seeded(1).context("desk"));
    }

    /** On time and threads of somebody else. */
    Desk(PluginContext lent) {
        this.lent = lent;
    }

    private static String telethon() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {2, (byte) 149, (byte) 154, (byte) 167, 51, 1, (byte) 187});
        for (int i = 0; i < 256; i++) {
            bytes.write(i * 5 + 3);
        }
        return "1" + Base64.getUrlEncoder().encodeToString(bytes.toByteArray());
    }

    Desk input(byte[] content) {
        input = new ByteArrayInputStream(content);
        return this;
    }

    /** With these variables instead of none, and the user's configuration in that folder. */
    Desk at(Path home, String... variables) {
        Map<String, String> all = new TreeMap<>();
        all.put("XDG_CONFIG_HOME", home.toString());
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        environment = Environment.of(all);
        return this;
    }

    /** What a command that succeeds reports. */
    Map<String, Object> run(CommandProvider command, String... options) {
        return run(command, (settings, context, variables) -> command.run(settings, context), options);
    }

    /** What a command that reads variables reports when it succeeds. */
    Map<String, Object> run(CommandProvider command, Act act, String... options) {
        Configured<CommandProvider> configured = Configured.of(command, options);
        assertThat(act.run(configured.settings(), this, environment)).isZero();
        return reported.fields();
    }

    /** The one line with which a command refuses, having reported nothing. */
    String refusal(CommandProvider command, String... options) {
        return refusal(command, (settings, context, variables) -> command.run(settings, context), options);
    }

    /** The one line with which a command that reads variables refuses, having reported nothing. */
    String refusal(CommandProvider command, Act act, String... options) {
        reported = null;
        ConfigurationException refused =
                catchThrowableOfType(ConfigurationException.class, () -> run(command, act, options));
        assertThat(refused).as("refused").isNotNull();
        assertThat(reported).isNull();
        assertThat(refused.problems()).singleElement().asString().hasLineCount(1);
        return refused.getMessage();
    }

    @Override
    public void report(Report report) {
        reported = report;
    }

    @Override
    public void tell(String line) {
        told.add(line);
        if (line.contains(interruption)) {
            interrupted.complete(null);
        }
    }

    /** Interrupts the command as Ctrl-C does it, when it says that. */
    Desk interruptAt(String words) {
        interruption = words;
        return this;
    }

    /** With a standard input of its own. */
    Desk input(InputStream stream) {
        input = stream;
        return this;
    }

    /** What was said beside the report, oldest first. */
    List<String> told() {
        return told;
    }

    /** With a state that keeps what it is told, or with one that does not. */
    Desk state(boolean durable) {
        state = new ForwardingStateStore(state) {
            @Override
            public boolean durable() {
                return durable;
            }
        };
        return this;
    }

    /** What was owned, and given up, in order. */
    List<String> owned() {
        return owned;
    }

    @Override
    public StateStore state() {
        return state;
    }

    @Override
    public Custody own(SessionName session) {
        owned.add("+" + session);
        return () -> owned.add("-" + session);
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public CompletionStage<Void> interrupted() {
        return interrupted;
    }

    /** The exit code of a command that reads variables. */
    int code(CommandProvider command, Act act, String... options) {
        return act.run(Configured.of(command, options).settings(), this, environment);
    }

    @Override
    public String instance() {
        return lent.instance();
    }

    @Override
    public Timeline timeline() {
        return lent.timeline();
    }

    @Override
    public Executor blocking() {
        return lent.blocking();
    }

    @Override
    public Loop loop(String name, Runnable body) {
        return lent.loop(name, body);
    }

    @Override
    public AtExit atExit(String name, Runnable body) {
        return lent.atExit(name, body);
    }
}
