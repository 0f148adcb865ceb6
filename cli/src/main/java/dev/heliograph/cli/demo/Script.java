// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.demo;

import dev.heliograph.cli.demo.Scene.Line;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Limit;
import dev.heliograph.model.Limits;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.model.Peer;
import dev.heliograph.model.SendStatus;
import dev.heliograph.model.TrafficClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Who sends what to whom, and how it must end. */
final class Script {
    static final int SESSIONS = 4;

    private static final int AUDIENCE = 160;
    private static final int REPLIES = 10;
    private static final int TOO_LONG = 5_000;
    private static final Peer SLOW_GROUP = Peer.of(-1_001_000_000_001L);
    private static final Peer READ_ONLY_GROUP = Peer.of(-1_001_000_000_003L);
    private static final Duration AT_ONCE = Duration.ZERO;

    private Script() {}

    /** A Telegram that is stricter in private chats than it says, so that somebody runs into a flood. */
    static String transport(long seed) {
        return "simulator:?seed=" + seed + "&chat=3/7s";
    }

    static ClientConfig session(int number) {
        return ClientConfig.named("bot-" + (number + 1))
                .botToken(7_200_000_001L + number + ":simulated")
                .build();
    }

    /** Slower than bots may be, so that there is something to see. */
    static Limits limits() {
        return Limits.forBots().withSession(Limit.rate(5, 5));
    }

    static List<Scene> scenes() {
        return List.of(
                new Scene("broadcast to " + AUDIENCE, -1, AT_ONCE, audience()),
                new Scene("replies meanwhile", 0, Duration.ofMillis(500), replies()),
                new Scene("a chat that floods", 1, AT_ONCE, many(Peer.of(30_000_001L), 5, SendStatus.SUCCESS)),
                new Scene("a slow group", 2, AT_ONCE, slowGroup()),
                new Scene("@blocked", 3, AT_ONCE, many(Peer.of("@blocked"), 2, SendStatus.FORBIDDEN)),
                new Scene("a deleted account", 3, AT_ONCE, many(Peer.of("@deactivated"), 1, SendStatus.FORBIDDEN)),
                new Scene("a read-only group", 3, AT_ONCE, many(READ_ONLY_GROUP, 1, SendStatus.FORBIDDEN)),
                new Scene("a name that nobody has", 3, AT_ONCE, many(Peer.of("@nobody_here"), 1, SendStatus.NOT_FOUND)),
                new Scene("a text that is too long", 3, AT_ONCE, tooLong()));
    }

    private static List<Line> audience() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < AUDIENCE; i++) {
            lines.add(line(Peer.of(31_000_000L + i), "News " + (i + 1), TrafficClass.BULK, SendStatus.SUCCESS));
        }
        return lines;
    }

    private static List<Line> replies() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < REPLIES; i++) {
            lines.add(line(Peer.of(32_000_000L + i), "Answer " + (i + 1), TrafficClass.REPLY, SendStatus.SUCCESS));
        }
        return lines;
    }

    /** The second one would have to wait for ten seconds, and its sender has three. */
    private static List<Line> slowGroup() {
        OutgoingMessage impatient = OutgoingMessage.to(SLOW_GROUP)
                .text("Second")
                .deadline(Duration.ofSeconds(3))
                .build();
        return List.of(
                line(SLOW_GROUP, "First", TrafficClass.NORMAL, SendStatus.SUCCESS),
                new Line(impatient, SendStatus.FLOOD_WAIT));
    }

    private static List<Line> tooLong() {
        return List.of(line(Peer.of("@alice"), "x".repeat(TOO_LONG), TrafficClass.NORMAL, SendStatus.TOO_LONG));
    }

    private static List<Line> many(Peer peer, int count, SendStatus end) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(line(peer, "Message " + (i + 1), TrafficClass.NORMAL, end));
        }
        return lines;
    }

    private static Line line(Peer peer, String text, TrafficClass urgency, SendStatus end) {
        return new Line(
                OutgoingMessage.to(peer).text(text).trafficClass(urgency).build(), end);
    }
}
