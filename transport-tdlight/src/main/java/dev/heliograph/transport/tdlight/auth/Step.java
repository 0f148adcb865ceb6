// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.auth;

import dev.heliograph.model.Failure;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is to be done next about an authorization. */
sealed interface Step {
    enum Kind {
        REQUEST,
        ASK,
        READY,
        WAIT,
        REFUSED
    }

    Kind kind();

    /**
     * A request to TDLib.
     *
     * @param signsIn whether it begins a sign-in, of which there are to be few at a time
     */
    record Request(ObjectNode request, boolean signsIn) implements Step {
        @Override
        public Kind kind() {
            return Kind.REQUEST;
        }
    }

    /**
     * A question to a person.
     *
     * @param refusal why the last answer was no good, or null
     * @param left how many answers are left
     */
    record Ask(Question question, @Nullable String refusal, int left) implements Step {
        @Override
        public Kind kind() {
            return Kind.ASK;
        }
    }

    /** Signed in. */
    record Ready() implements Step {
        @Override
        public Kind kind() {
            return Kind.READY;
        }
    }

    /** Nothing but to wait. */
    record Wait() implements Step {
        @Override
        public Kind kind() {
            return Kind.WAIT;
        }
    }

    /** It does not work. */
    record Refused(Failure failure) implements Step {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
