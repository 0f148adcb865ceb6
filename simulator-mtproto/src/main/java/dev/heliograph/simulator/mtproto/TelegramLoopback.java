// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.mtproto;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Bytes;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.simulator.SimulatorTransportProvider;
import dev.heliograph.simulator.mtproto.telegram.Controls;
import dev.heliograph.simulator.mtproto.telegram.Telegram;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.Incidents;
import dev.heliograph.simulator.world.World;
import dev.heliograph.simulator.world.WorldSettings;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.transport.Truth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Telegram of one's own on 127.0.0.1, for programs that use TDLib or any other client that speaks MTProto: it logs in,
 * sends, reads and is told of what happens, without an account and without a network.
 *
 * <pre>{@code
 * try (SystemTimeline time = SystemTimeline.start();
 *         TelegramLoopback telegram = TelegramLoopback.start(time.context("telegram"))) {
 *     telegram.addUser(LoopbackUser.of("+15550001"));
 *     int port = telegram.socksPort();
 *     // have the client use the SOCKS5 proxy 127.0.0.1:port, and log in with 15550001 and 12345
 *     telegram.verify();
 * }
 * }</pre>
 *
 * <p>Clients reach it through a proxy, whatever address they ask for, and have to know its key: {@link #rsaKey()}. Any
 * bot token of the form {@code number:secret} is good; users have to be added. Who and what else there is, is the matter of
 * the {@link #world()} behind it: its inhabitants, its limits, and its faults, which strike clients on the way as well.
 *
 * <p>Accounts are told of supergroups and channels that they wrote in or were let join; users reach a stranger only by a
 * public name or where he wrote first, bots by number as well. In a supergroup or channel TDLib takes message 1 for the one
 * that says it was made, and never deletes it. Scheduled messages, limits and faults run by the time of the context.
 *
 * <p>May be used from any thread.
 */
public final class TelegramLoopback implements AutoCloseable {
    private final World world;
    private final Telegram telegram;
    private final Controls controls;
    private final MtprotoDoor door;
    private int socksPort;

    private TelegramLoopback(World world, PluginContext context) {
        this.world = world;
        this.telegram = Telegram.over(world, context);
        this.controls = telegram.controls();
        this.door = MtprotoDoor.start(context, telegram);
    }

    /**
     * Starts one with a calm world.
     *
     * @param context lends time and the threads, and is not closed
     */
    public static TelegramLoopback start(PluginContext context) {
        return start(context, WorldSettings.calm(1));
    }

    /**
     * Starts one with a world of that kind, which begins now.
     *
     * @param context lends time and the threads, and is not closed
     */
    public static TelegramLoopback start(PluginContext context, WorldSettings settings) {
        return over(World.of(settings, context.timeline().instant()), context);
    }

    /**
     * Starts one in front of a world that others may use as well.
     *
     * @param context lends time and the threads
     */
    public static TelegramLoopback over(World world, PluginContext context) {
        return new TelegramLoopback(world, context);
    }

    /** The port of a SOCKS5 proxy on 127.0.0.1 without a password, which leads here; opened when it is first asked for. */
    public synchronized int socksPort() {
        if (socksPort == 0) {
            socksPort = open(0, Front.socks5());
        }
        return socksPort;
    }

    /**
     * Opens another port.
     *
     * @param port 0 for any free one
     * @param front what stands before it, such as {@link Front#mtprotoProxy}
     * @return the port
     * @throws dev.heliograph.model.ConfigurationException where it is taken
     */
    public int open(int port, Front front) {
        return door.open(port, front);
    }

    /** The key that clients have to know it by, in PEM. */
    public String rsaKey() {
        return door.rsaKey().publicPem();
    }

    /** Lets somebody sign in by phone; who was added before with the same number is replaced. Gives the user id. */
    public long addUser(LoopbackUser user) {
        ClientConfig config = ClientConfig.named("loopback")
                .apiId(1)
                .apiHash("0")
                .phone(user.phone())
                .build();
        AccountId id = SimulatorTransportProvider.accountOf(config);
        controls.addUser(id.value(), user);
        return id.value();
    }

    /** Lets somebody sign in by phone, with the code {@link LoopbackUser#CODE}. Gives the user id. */
    public long addUser(String phone) {
        return addUser(LoopbackUser.of(phone));
    }

    /**
     * Lets a bot sign in by that token. Needed only where it must be this secret, or unknown ones are not admitted.
     *
     * @param token of the form {@code number:secret}
     * @return the user id, which is the number
     * @throws IllegalArgumentException where it has another form
     */
    public long addBot(String token) {
        return addBot(token, 0);
    }

    /**
     * As {@link #addBot(String)}, for a bot that lives in one data centre: clients that ask elsewhere are sent there.
     *
     * @param homeDc 1 or more, or 0 for any
     */
    public long addBot(String token, int homeDc) {
        controls.addBot(token, homeDc);
        return Long.parseLong(token.substring(0, token.indexOf(':')));
    }

    /** Whether bots that were not added may sign in, which they may at first. */
    public void admitUnknownBots(boolean admitted) {
        controls.admitUnknownBots(admitted);
    }

    /** The world behind it: who lives there, and the truth about what it accepted. */
    public World world() {
        return world;
    }

    /** Ways to interfere with the world; see {@link #now()}. */
    public Incidents incidents() {
        return world.incidents();
    }

    /** Nanoseconds since the world began, as {@link #incidents()} wants them. */
    public long now() {
        return controls.now();
    }

    /** All messages that were accepted, oldest first, scheduled ones once they were delivered. */
    public List<Truth.Accepted> accepted() {
        return world.accepted();
    }

    /** A person writes to an account that has signed in. */
    public void write(long account, long person, String text) {
        world.incidents().write(account, person, text, now());
        controls.arm();
    }

    /** A person writes into a group or channel; its members are the accounts that wrote there before or were let join. */
    public void writeInto(long chatId, long person, String text) {
        world.incidents().writeInto(chatId, person, text, now());
        controls.arm();
    }

    /** Changes the rate of a fault, 0 to 1. */
    public void rate(Fault fault, double rate) {
        world.incidents().rate(fault, rate);
    }

    /** Refuses the next call of a method, such as {@code messages.sendMessage}, without carrying it out. */
    public void failNext(String method, int code, String text) {
        controls.failNext(method, code, text);
    }

    /** Carries out the next call of a method, loses the answer and breaks the connection. */
    public void loseNextAnswer(String method) {
        controls.loseNextAnswer(method);
    }

    /** Has all answers to a method wait that long from now on; other calls do not wait for them. */
    public void delay(String method, Duration span) {
        controls.delay(method, span);
    }

    /** The next update of an account is numbered and told to nobody: clients find a gap when they are told of another. */
    public void loseUpdate(long account) {
        controls.loseUpdates(account, 1);
    }

    /** Breaks all connections that there are; clients come back. */
    public void breakConnections() {
        controls.cut();
    }

    /** Ends all sessions of an account from elsewhere: its clients are refused with 401. */
    public void revoke(long account) {
        controls.revoke(account);
    }

    /**
     * Forgets all keys: clients are told so by the error -404 of the transport, and have to begin anew with another key.
     */
    public void forgetKeys() {
        keys().all().forEach(keys()::forget);
        controls.cut();
    }

    /**
     * Another client of the account scans the code that a client shows in order to sign in. Nothing happens where the code
     * is not shown any more.
     *
     * @param link as the client shows it, {@code tg://login?token=...}
     * @param account the user id
     * @throws IllegalArgumentException where it is no such link
     */
    public void scan(String link, long account) {
        controls.scan(link, account);
    }

    /** The key by which an account signed in last; null where it is signed in nowhere. */
    public @Nullable AuthKey keyOf(long account) {
        return controls.keyOf(account);
    }

    /** The keys that clients agreed upon or that were imported. */
    public AuthKeys keys() {
        return door.keys();
    }

    /**
     * Makes a key known with an account behind it, as a session string has it: its client is signed in at once, and the
     * account can join and write.
     *
     * @param dc the number of the data centre
     * @param key 256 bytes
     * @param account the user id
     * @param bot whether that is a bot
     * @throws IllegalArgumentException where it has another length
     */
    public AuthKey importKey(int dc, Bytes key, long account, boolean bot) {
        AuthKey known = door.keys().register(DcAddress.of(dc), key.toArray());
        controls.seat(known, account, bot);
        return known;
    }

    /** The newest ten thousand calls by name, oldest first. */
    public List<String> calls() {
        return controls.calls();
    }

    /** How often a method was called. */
    public int calls(String method) {
        return controls.count(method);
    }

    /**
     * Calls by clients that others had replaced, oldest first, ten thousand at most: those whose session began before
     * another device took the authorization over. Empty where all clients name the same device.
     */
    public List<DoubleUse> doubleUses() {
        return door.owners().doubleUses();
    }

    /** Authorizations that went from one device to another, oldest first, ten thousand at most. */
    public List<TakeOver> takeOvers() {
        return door.owners().takeOvers();
    }

    /** How often clients that others had replaced said something that is no call, such as a ping or that they got a message. */
    public long keepAlives() {
        return door.owners().keepAlives();
    }

    /** How many authorizations were used by a device that told its name, and had not been before. */
    public long firstUses() {
        return door.owners().firstUses();
    }

    /** Counts first and double uses, take-overs and keep-alives anew; who holds what stays. */
    public void forgetUses() {
        door.owners().reset();
    }

    /** What clients asked for and nobody answers: the methods by name, and what the schema does not have by number. */
    public List<String> unknownMethods() {
        List<String> unknown = new ArrayList<>(controls.unknownMethods());
        unknown.addAll(door.unknownConstructors());
        return unknown;
    }

    /** Mistakes of this class and what is behind it; whatever clients do, there should be none. */
    public List<Throwable> failures() {
        return door.failures();
    }

    /**
     * Makes sure that a test proved what it seems to: that every call was understood and nothing went wrong in here.
     *
     * @throws IllegalStateException where there are {@link #unknownMethods()} or {@link #failures()}
     */
    public void verify() {
        List<Throwable> failures = failures();
        if (!unknownMethods().isEmpty() || !failures.isEmpty()) {
            throw new IllegalStateException(
                    "the loopback did not understand " + unknownMethods() + " and failed with " + failures,
                    failures.isEmpty() ? null : failures.get(0));
        }
    }

    /** Closes all connections and ports. */
    @Override
    public void close() {
        telegram.close();
        door.close();
    }
}
