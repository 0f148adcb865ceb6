// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.state.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.Bytes;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.SessionName;
import dev.heliograph.spi.session.ForwardingSessionVault;
import dev.heliograph.spi.session.SessionVault;
import dev.heliograph.testkit.state.SessionVaultContract;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LyingVaultTest {
    @Test
    void a_store_that_appends_is_caught() {
        assertThat(Verdict.on(Appends.class)).containsExactly("storing_again_replaces");
    }

    static class Appends extends Liar {
        Appends() {
            super(new ForwardingSessionVault(honest()) {
                @Override
                public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
                    byte[] before = super.load(session)
                            .toCompletableFuture()
                            .join()
                            .orThrow()
                            .orElse(Bytes.empty())
                            .toArray();
                    byte[] all = Arrays.copyOf(before, before.length + sealed.size());
                    System.arraycopy(sealed.toArray(), 0, all, before.length, sealed.size());
                    return super.store(session, Bytes.copyOf(all));
                }
            });
        }
    }

    @Test
    void names_that_ignore_case_are_caught() {
        assertThat(Verdict.on(IgnoresCase.class)).containsExactly("sessions_are_apart");
    }

    static class IgnoresCase extends Liar {
        IgnoresCase() {
            super(new ForwardingSessionVault(honest()) {
                @Override
                public CompletionStage<Outcome<Optional<Bytes>>> load(SessionName session) {
                    return super.load(lower(session));
                }

                @Override
                public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
                    return super.store(lower(session), sealed);
                }
            });
        }

        private static SessionName lower(SessionName session) {
            return SessionName.of(session.value().toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void a_list_in_the_order_of_storing_is_caught() {
        assertThat(Verdict.on(ListsAsStored.class)).containsExactly("sessions_are_listed_by_name");
    }

    static class ListsAsStored extends Liar {
        ListsAsStored() {
            super(new ForwardingSessionVault(honest()) {
                private final Set<SessionName> stored = new LinkedHashSet<>();

                @Override
                public CompletionStage<Outcome<Boolean>> store(SessionName session, Bytes sealed) {
                    stored.add(session);
                    return super.store(session, sealed);
                }

                @Override
                public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
                    stored.remove(session);
                    return super.delete(session);
                }

                @Override
                public CompletionStage<Outcome<List<SessionName>>> list() {
                    return Answer.of(List.copyOf(stored));
                }
            });
        }
    }

    @Test
    void a_deletion_that_only_empties_is_caught() {
        assertThat(Verdict.on(EmptiesOnly.class))
                .containsExactlyInAnyOrder(
                        "a_deleted_session_is_empty",
                        "there_is_nothing_to_delete_where_nothing_is_left",
                        "sessions_are_listed_by_name");
    }

    static class EmptiesOnly extends Liar {
        EmptiesOnly() {
            super(new ForwardingSessionVault(honest()) {
                @Override
                public CompletionStage<Outcome<Boolean>> delete(SessionName session) {
                    return super.store(session, Bytes.empty());
                }
            });
        }
    }

    static SessionVault honest() {
        return new MemoryStateStore().vault();
    }

    abstract static class Liar extends SessionVaultContract {
        private final SessionVault vault;

        Liar(SessionVault vault) {
            this.vault = vault;
        }

        @Override
        protected SessionVault vault() {
            return vault;
        }
    }
}
