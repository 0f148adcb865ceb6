// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.login;

import java.time.Duration;

/**
 * Where Telegram has sent a code to.
 *
 * @param target the phone number, or the pattern of an e-mail address, as Telegram shows it; may be empty
 * @param way how it was sent, as TDLib calls it without its prefix, such as {@code TelegramMessage}, {@code Sms},
 *     {@code Call} or {@code Email}
 * @param length of the code, or 0 where it is not known
 * @param nextWay how it would be sent the next time, or empty where there is no other way
 * @param nextAfter after what time it can be sent in the next way; zero or more
 */
public record CodeInfo(String target, String way, int length, String nextWay, Duration nextAfter) {}
