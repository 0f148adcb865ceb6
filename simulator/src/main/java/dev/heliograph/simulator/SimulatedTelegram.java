// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator;

import dev.heliograph.model.AccountId;
import dev.heliograph.model.Limits;
import dev.heliograph.model.Media;
import dev.heliograph.model.SessionName;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.Incidents;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.PluginContext;
import dev.heliograph.spi.transport.Transport;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The facet of a simulated transport that interferes with its Telegram: {@code
 * transport.facet(SimulatedTelegram.class)}. Accounts must have had a session, else a call throws
 * IllegalArgumentException; which account a session has says {@link SimulatorTransportProvider#accountOf}.
 *
 * <p>May be used from any thread; what it does happens at once, and clients learn of it as they would from Telegram.
 */
public final class SimulatedTelegram {
    private final World world;
    private final Door door;
    private final Incidents incidents;
    private final Consumer<String> breakDown;

    SimulatedTelegram(World world, Door door, Consumer<String> breakDown) {
        this.world = world;
        this.door = door;
        this.incidents = world.incidents();
        this.breakDown = breakDown;
    }

    /** The world behind the door, which also is the truth about what it accepted. */
    public World world() {
        return world;
    }

    /**
     * Another transport into the same Telegram, as another process has it: with links, threads and a life of its own.
     *
     * @param context what it is lent; its timeline must be that of this transport
     */
    public Transport door(PluginContext context) {
        return new SimulatorTransport(world, door.beside(context));
    }

    /** Changes the rate of a fault, 0 to 1. */
    public void rate(Fault fault, double rate) {
        incidents.rate(fault, rate);
    }

    /** Ends all faults; windows that are open stay open until their time, and what was lost stays lost. */
    public void heal() {
        incidents.heal();
    }

    /** Refuses messages of the account to that chat for a while. */
    public void flood(AccountId account, long chatId, Duration span) {
        incidents.flood(account.value(), chatId, span, door.now());
    }

    /** Refuses every call of the account that is held to a limit for a while. */
    public void flood(AccountId account, Duration span) {
        incidents.flood(account.value(), 0, span, door.now());
    }

    /** That person no longer wants to hear from the account. */
    public void block(AccountId account, long person) {
        incidents.block(account.value(), person);
    }

    /** That person lets the account write again. */
    public void unblock(AccountId account, long person) {
        incidents.unblock(account.value(), person);
    }

    /** The account may only read from now on. */
    public void freeze(AccountId account) {
        incidents.freeze(account.value(), true);
    }

    /** The account may write again. */
    public void thaw(AccountId account) {
        incidents.freeze(account.value(), false);
    }

    /** Whether a user's account may not write to strangers: PEER_FLOOD. */
    public void restrict(AccountId account, boolean restricted) {
        incidents.restrict(account.value(), restricted);
    }

    /** Ends a session from elsewhere: its key is never accepted again. A link made later signs in anew. */
    public void revoke(SessionName session) {
        incidents.revoke(session.value());
    }

    /** Breaks the connection of a session, with everything that is under way on it. */
    public void disconnect(SessionName session) {
        breakDown.accept(session.value());
    }

    /** A person writes to the account. */
    public void write(AccountId account, long person, String text) {
        incidents.write(account.value(), person, text, door.now());
    }

    /** A person writes into a group or channel; its members are the accounts that wrote there before. */
    public void writeInto(long chatId, long person, String text) {
        incidents.writeInto(chatId, person, text, door.now());
    }

    /** A word of the service to the account. */
    public void notice(AccountId account, String text) {
        incidents.notice(account.value(), text);
    }

    /** Makes a supergroup of a basic group and gives its new id. */
    public long upgrade(long basicGroup) {
        return incidents.upgrade(basicGroup);
    }

    /**
     * Makes a group.
     *
     * @param id negative and not taken; supergroups begin with -100
     * @param username its public name without "@", or null
     * @param slowSeconds seconds between two messages of one member, 0 for none
     */
    public void addGroup(long id, String title, @Nullable String username, int slowSeconds) {
        incidents.addGroup(id, title, username, slowSeconds);
    }

    /** Lets nobody write into a group any more, or everybody again. */
    public void readOnly(long chatId, boolean readOnly) {
        incidents.readOnly(chatId, readOnly);
    }

    /** As {@link Incidents#bar}: nobody may put that kind of content into the group; null stands for text. */
    public void bar(long chatId, Media.@Nullable Kind kind, boolean barred) {
        incidents.bar(chatId, kind, barred);
    }

    /** Changes what the server lets through from an account, without telling anybody. */
    public void limits(AccountId account, Limits limits) {
        incidents.limits(account.value(), limits);
    }

    /** Events that no mailbox of this transport took for ten minutes, and that were given up. */
    public long droppedEvents() {
        return door.droppedEvents();
    }
}
