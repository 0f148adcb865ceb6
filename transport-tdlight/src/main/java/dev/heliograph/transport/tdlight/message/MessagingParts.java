// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Event;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.time.Strand;
import dev.heliograph.spi.transport.ErrorTable;
import dev.heliograph.spi.transport.SelfInfo;
import dev.heliograph.transport.tdlight.td.Dialect;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What messaging is lent.
 *
 * @param client a client that is signed in
 * @param dialect how its TDLib wants things said
 * @param self who it is signed in as
 * @param errors what errors mean
 * @param config how long a call may take
 * @param strand the client's
 * @param context time, and where blocking work runs
 * @param files a folder of its own for files that have to be on a disk while they are sent; it need not exist
 * @param usernames public names of people and chats by id, as the session knew them elsewhere; some may be out of date
 * @param events takes what happened, on the strand
 */
public record MessagingParts(
        TdClient client,
        Dialect dialect,
        SelfInfo self,
        ErrorTable errors,
        ClientConfig config,
        Strand strand,
        PluginContext context,
        Path files,
        SortedMap<Long, String> usernames,
        Consumer<Event> events) {}
