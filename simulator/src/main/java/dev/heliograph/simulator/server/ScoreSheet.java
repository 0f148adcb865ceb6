// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.server;

import dev.heliograph.simulator.botapi.BotApiServer;
import dev.heliograph.simulator.botapi.Served;
import dev.heliograph.simulator.botapi.ServedListener;
import dev.heliograph.simulator.world.Fault;
import dev.heliograph.simulator.world.World;
import dev.heliograph.spi.transport.Truth.Accepted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what the clients did: the messages from the world's own log, the rest from the requests as they end. */
public final class ScoreSheet implements ServedListener {
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    /** More digits are no number that anybody counts with. */
    private static final int MOST_DIGITS = 18;

    private final World world;
    private final List<Runnable> resets = new ArrayList<>();
    private long warningsBefore;
    private long requests;
    private long tooMany;
    private long serverErrors;
    private long droppedBefore;
    private long droppedAfter;
    private final TreeMap<String, Long> notEmulated = new TreeMap<>();
    private final TreeMap<String, Long> misreports = new TreeMap<>();

    /** An empty sheet for that world. */
    public ScoreSheet(World world) {
        this.world = world;
    }

    @Override
    public synchronized void served(Served request) {
        requests++;
        Fault misreport = request.misreport();
        if (misreport != null) {
            misreports.merge(misreport.key(), 1L, Long::sum);
        }
        if (request.cut()) {
            // a refusal that is lost had no more effect than a request that is
            boolean done = request.carriedOut() && request.status() == OK;
            droppedBefore += done ? 0 : 1;
            droppedAfter += done ? 1 : 0;
        } else if (request.status() == TOO_MANY_REQUESTS) {
            tooMany++;
        } else if (request.status() == BotApiServer.NOT_EMULATED) {
            notEmulated.merge(request.method(), 1L, Long::sum);
        } else if (request.status() >= SERVER_ERRORS) {
            serverErrors++;
        }
    }

    /** Begins anew, and gives the memory of what was accepted back. What stands in the chats of the world stays. */
    public synchronized void reset() {
        world.forgetAccepted();
        warningsBefore = world.warningsIgnored();
        requests = 0;
        tooMany = 0;
        serverErrors = 0;
        droppedBefore = 0;
        droppedAfter = 0;
        notEmulated.clear();
        misreports.clear();
        resets.forEach(Runnable::run);
    }

    /** Something that begins anew at each reset. */
    synchronized void alsoReset(Runnable further) {
        resets.add(further);
    }

    /** The messages that were taken since the last reset, in the order of their acceptance. */
    public synchronized List<Accepted> accepted() {
        return world.accepted();
    }

    /** The score since the last reset. */
    public synchronized Score score() {
        List<Accepted> accepted = accepted();
        Tally tally = new Tally();
        accepted.forEach(tally::add);
        return new Score(
                accepted.size(),
                tally.unique.size(),
                tally.outOfOrder,
                tally.last.size(),
                moment(accepted, 0),
                moment(accepted, accepted.size() - 1),
                requests,
                tooMany,
                world.warningsIgnored() - warningsBefore,
                serverErrors,
                misreports,
                droppedBefore,
                droppedAfter,
                notEmulated);
    }

    private static @Nullable Instant moment(List<Accepted> accepted, int index) {
        return accepted.isEmpty() ? null : accepted.get(index).at();
    }

    private record Place(long bot, long chat) {}

    private record Said(long bot, long chat, String text) {}

    /** One walk over the log. */
    private static final class Tally {
        private static final long NONE = -1;

        private final Set<Said> unique = new HashSet<>();
        /** The number of the last message that had one, by chat. */
        private final Map<Place, Long> last = new HashMap<>();

        private long outOfOrder;

        void add(Accepted message) {
            unique.add(new Said(message.account(), message.chatId(), message.text()));
            Place place = new Place(message.account(), message.chatId());
            long number = firstNumber(message.text());
            long before = last.getOrDefault(place, NONE);
            outOfOrder += number != NONE && number < before ? 1 : 0;
            last.put(place, number == NONE ? before : number);
        }

        private static long firstNumber(String text) {
            int from = 0;
            while (from < text.length() && !isDigit(text.charAt(from))) {
                from++;
            }
            int to = from;
            while (to < text.length() && isDigit(text.charAt(to))) {
                to++;
            }
            return from == to || to - from > MOST_DIGITS ? NONE : Long.parseLong(text.substring(from, to));
        }

        private static boolean isDigit(char one) {
            return one >= '0' && one <= '9';
        }
    }
}
