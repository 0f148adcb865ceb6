// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.command;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.ConfigurationException;
import dev.heliograph.model.Environment;
import dev.heliograph.model.FailureException;
import dev.heliograph.model.FileTrouble;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.command.CommandContext;
import dev.heliograph.transport.tdlight.TdSession;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.os.SecretFile;
import dev.heliograph.transport.tdlight.vault.KeyLease;
import dev.heliograph.transport.tdlight.vault.MovingFolder;
import dev.heliograph.transport.tdlight.vault.SealedSessions;
import dev.heliograph.transport.tdlight.vault.StoredSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A session of the vault that is open in this process, with the lease of its key. Closed before the command ends. */
final class OpenSession implements AutoCloseable {
    private final CommandContext context;
    private final TdSession session;
    private final @Nullable KeyLease lease;
    private boolean ended;

    private OpenSession(CommandContext context, TdSession session, @Nullable KeyLease lease) {
        this.context = context;
        this.session = session;
        this.lease = lease;
    }

    /**
     * Takes the lease where the key is known and may be used on this machine alone; asks the server nothing yet.
     *
     * @param test whether a new database is one of the test servers; an old one says so itself
     * @throws ConfigurationException where the key has an owner already, or the folder cannot be made
     */
    static OpenSession of(
            CommandContext context,
            Environment environment,
            SealedSessions sessions,
            ClientConfig config,
            TdEngine engine,
            boolean test) {
        SessionName name = config.sessionName();
        if (sessions.isMoving()) {
            StoredSession unused = new MovingFolder(sessions, name).prepare();
        }
        StoredSession stored = sessions.find(name).orElse(null);
        String fingerprint = stored == null || sessions.isMoving() ? null : stored.fingerprint();
        KeyLease lease = fingerprint == null ? null : KeyLease.take(environment, fingerprint, name, sessions.folder());
        try {
            byte[] key = sessions.databaseKey(name);
            Path database = sessions.databaseFolder(name);
            SecretFile.folder(database);
            boolean isTest = Files.exists(database.resolve("td_test.binlog"))
                    || (test && !Files.exists(database.resolve("td.binlog")));
            TdSession session = TdSession.of(engine, context, config, database, key, isTest, context::tell);
            return new OpenSession(context, session, lease);
        } catch (IOException | ConfigurationException failure) {
            if (lease != null) {
                lease.close();
            }
            throw failure instanceof ConfigurationException known
                    ? known
                    : new ConfigurationException("session " + name + ": the folder of its database cannot be made: "
                            + FileTrouble.cause((IOException) failure));
        }
    }

    TdSession session() {
        return session;
    }

    /**
     * Waits for an answer, or until the command is to end.
     *
     * @throws FailureException where it is none
     * @throws CancellationException where the command is to end
     */
    <T> T await(CompletionStage<Outcome<T>> stage) {
        CompletableFuture<Outcome<T>> answer = stage.toCompletableFuture();
        CompletableFuture<Void> end = context.interrupted().toCompletableFuture();
        CompletableFuture.anyOf(answer, end).join();
        if (!answer.isDone()) {
            throw new CancellationException("nobody was signed in or out");
        }
        return answer.join().orThrow();
    }

    /** Its key is of no use any more. */
    void end() {
        ended = true;
    }

    @Override
    public void close() {
        try {
            session.close().toCompletableFuture().join();
        } finally {
            if (lease != null && ended) {
                lease.discard();
            } else if (lease != null) {
                lease.close();
            }
        }
    }
}
