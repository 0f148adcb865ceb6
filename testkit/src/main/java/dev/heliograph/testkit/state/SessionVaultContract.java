// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.state;

import static dev.heliograph.testkit.state.Answers.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.SessionVault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a {@link SessionVault} keeps to. */
public abstract class SessionVaultContract {
    private static final SessionName ALPHA = SessionName.of("alpha");
    private static final SessionName BETA = SessionName.of("beta");

    /** For authors to extend. */
    protected SessionVaultContract() {}

    /** The port: the same throughout a test, and empty when it begins. */
    protected abstract SessionVault vault();

    @Nested
    class Storing {
        @Test
        void a_session_that_was_never_stored_is_empty() {
            assertThat(load(ALPHA)).isEmpty();
        }

        @Test
        void what_was_stored_is_loaded() {
            assertThat(store(ALPHA, bytes("sealed"))).isTrue();

            assertThat(load(ALPHA)).contains(bytes("sealed"));
        }

        @Test
        void storing_again_replaces() {
            store(ALPHA, bytes("a long one"));
            assertThat(store(ALPHA, bytes("two"))).isTrue();

            assertThat(load(ALPHA)).contains(bytes("two"));
        }

        @Test
        void all_bytes_pass_unchanged() {
            store(ALPHA, Answers.manyBytes());

            assertThat(load(ALPHA)).contains(Answers.manyBytes());
        }

        @Test
        void sessions_are_apart() {
            List<SessionName> names = List.of("a", "A", "a.b", "a-b", "a_b", "a".repeat(64)).stream()
                    .map(SessionName::of)
                    .toList();
            names.forEach(name -> store(name, bytes(name.value())));

            assertThat(names).allSatisfy(name -> assertThat(load(name)).contains(bytes(name.value())));
        }
    }

    @Nested
    class Deleting {
        @Test
        void a_deleted_session_is_empty() {
            store(ALPHA, bytes("one"));
            store(BETA, bytes("two"));

            assertThat(delete(ALPHA)).isTrue();
            assertThat(load(ALPHA)).isEmpty();
            assertThat(load(BETA)).contains(bytes("two"));
        }

        @Test
        void there_is_nothing_to_delete_where_nothing_is_left() {
            store(ALPHA, bytes("one"));
            delete(ALPHA);

            assertThat(delete(ALPHA)).isFalse();
            assertThat(delete(BETA)).isFalse();
        }
    }

    @Nested
    class Listing {
        @Test
        void sessions_are_listed_by_name() {
            for (String name : List.of("gamma", "alpha", "delta", "beta")) {
                store(SessionName.of(name), bytes(name));
            }
            store(ALPHA, bytes("again"));
            delete(SessionName.of("delta"));

            assertThat(list()).containsExactly(ALPHA, BETA, SessionName.of("gamma"));
        }

        @Test
        void an_empty_vault_lists_nothing() {
            assertThat(list()).isEmpty();
        }
    }

    private Optional<Bytes> load(SessionName session) {
        return Answers.of(vault().load(session));
    }

    private boolean store(SessionName session, Bytes sealed) {
        return Answers.of(vault().store(session, sealed));
    }

    private boolean delete(SessionName session) {
        return Answers.of(vault().delete(session));
    }

    private List<SessionName> list() {
        return Answers.of(vault().list());
    }
}
