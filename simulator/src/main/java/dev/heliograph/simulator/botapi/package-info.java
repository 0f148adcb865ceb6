// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The second door of the simulated Telegram: a Bot API server that any bot library can talk to. {@link
 * dev.heliograph.simulator.botapi.BotApiServer} is the protocol without sockets, in real or in virtual time; {@link
 * dev.heliograph.simulator.botapi.BotApiDoor} puts it behind a port of this machine. May use the world, the model, the
 * ports, Jackson and the JDK's HTTP server and client.
 *
 * <p>Threads: everything of a server runs on one strand of the timeline that it is lent; bodies are read and answers are
 * written by whoever brought the request. The public types may be used from any thread.
 */
@NullMarked
package dev.heliograph.simulator.botapi;

import org.jspecify.annotations.NullMarked;
