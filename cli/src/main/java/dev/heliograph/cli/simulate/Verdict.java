// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.simulate;

import dev.heliograph.model.SendStatus;
import dev.heliograph.spi.transport.Truth;
import dev.heliograph.spi.transport.Truth.Accepted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares what the sessions were told with what Telegram really saw. */
final class Verdict {
    private final Ledger ledger;
    private final int sessions;
    private final byte[] accepted;
    private final long[] ids;
    private long orderChecked;
    private long orderViolated;
    private long foreign;

    private Verdict(Ledger ledger, int sessions) {
        this.ledger = ledger;
        this.sessions = sessions;
        this.accepted = new byte[ledger.size()];
        this.ids = new long[ledger.size()];
    }

    /** Every invariant by its name. */
    static Map<String, Finding> of(Ledger ledger, Truth truth, int sessions) {
        Verdict verdict = new Verdict(ledger, sessions);
        verdict.read(truth.accepted());
        Truth.Judgement judgement = truth.judgement();
        Map<String, Finding> findings = new LinkedHashMap<>();
        findings.put("lost", verdict.lost());
        findings.put("duplicated_unreported", verdict.duplicated());
        findings.put("order_per_chat", new Finding(verdict.orderChecked, verdict.orderViolated));
        findings.put("closed_gate", new Finding(judgement.requests(), judgement.insidePenalty()));
        findings.put("limits", new Finding(judgement.requests(), judgement.limitBreaches()));
        findings.put("one_owner", new Finding(sessions, judgement.doubleConnections()));
        findings.put("agreement", verdict.agreement());
        return findings;
    }

    /** Within a chat of a session, what was asked for first is accepted first. */
    private void read(List<Accepted> messages) {
        int[] latest = new int[sessions * Crowd.SIZE];
        for (Accepted message : messages) {
            int place = ledger.place(message.text());
            if (place < 0) {
                foreign++;
                continue;
            }
            accepted[place] = (byte) Math.min(2, accepted[place] + 1);
            ids[place] = message.messageId();
            int lane = place / (ledger.size() / sessions) * Crowd.SIZE + ledger.chat(place);
            orderChecked++;
            if (accepted[place] == 1 && place + 1 < latest[lane]) {
                orderViolated++;
            }
            latest[lane] = Math.max(latest[lane], place + 1);
        }
    }

    /** Every message has its end, and one that is said to be there is there. */
    private Finding lost() {
        long violated = 0;
        for (int place = 0; place < ledger.size(); place++) {
            SendStatus status = ledger.status(place);
            if (status == null || (status == SendStatus.SUCCESS && accepted[place] == 0)) {
                violated++;
            }
        }
        return new Finding(ledger.size(), violated);
    }

    /** Nothing is there twice, unless its end says that nobody knows. */
    private Finding duplicated() {
        long violated = foreign;
        for (int place = 0; place < ledger.size(); place++) {
            if (accepted[place] > 1 && ledger.status(place) != SendStatus.UNKNOWN) {
                violated++;
            }
        }
        return new Finding(ledger.size(), violated);
    }

    /** What is said to be there is there under that id, and what is said to have failed is not. */
    private Finding agreement() {
        long violated = 0;
        for (int place = 0; place < ledger.size(); place++) {
            SendStatus status = ledger.status(place);
            if (status == SendStatus.SUCCESS) {
                long id = ledger.messageId(place);
                violated += accepted[place] == 1 && id != 0 && id != ids[place] ? 1 : 0;
            } else if (status != SendStatus.UNKNOWN && accepted[place] > 0) {
                violated++;
            }
        }
        return new Finding(ledger.size(), violated);
    }
}
