// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.bench;

import java.util.List;
import java.util.Locale;

/**
 * What the server enforces.
 *
 * @param rate messages per second of the bot
 * @param burst messages that the bot may send at once
 * @param chatRate messages per second into a private chat
 * @param chatBurst messages that may go into a private chat at once
 * @param groupCount messages into a group in any 60 seconds
 */
record ServerLimits(double rate, int burst, double chatRate, int chatBurst, int groupCount) {
    /** What is observed at Telegram, with the tolerance that its bursts have. */
    static final ServerLimits USUAL = new ServerLimits(30, 40, 1, 3, 20);

    /** The window of a group, less what a clock may be off. */
    private static final double GROUP_SECONDS = 59.5;

    ServerLimits withBurst(int count) {
        return new ServerLimits(rate, count, chatRate, chatBurst, groupCount);
    }

    ServerLimits withRate(double perSecond) {
        return new ServerLimits(perSecond, burst, chatRate, chatBurst, groupCount);
    }

    ServerLimits times(int factor) {
        return new ServerLimits(
                rate * factor, burst * factor, chatRate * factor, chatBurst * factor, groupCount * factor);
    }

    double minimumSeconds(int messages, int fullestChat, int fullestGroup) {
        double ofBot = (messages - burst) / rate;
        double ofChat = (fullestChat - chatBurst) / chatRate;
        double ofGroup = fullestGroup == 0 ? 0 : GROUP_SECONDS * Math.floorDiv(fullestGroup - 1, groupCount);
        return Math.max(ofBot, Math.max(ofChat, ofGroup));
    }

    /** The options of the server process. */
    List<String> options() {
        return List.of("--bot", session(), "--chat", rate(chatRate, chatBurst), "--group", groupCount + "/60s");
    }

    /** The limit of the bot as a whole. */
    String session() {
        return rate(rate, burst);
    }

    private static String rate(double perSecond, int burst) {
        return String.format(Locale.ROOT, "%s/s burst %d", plain(perSecond), burst);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
