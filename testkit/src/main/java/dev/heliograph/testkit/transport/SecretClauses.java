// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.testkit.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Failure;
import dev.heliograph.model.Outcome;
import dev.heliograph.model.Peer;
import dev.heliograph.model.ProxyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may end up in a log holds no secret. */
abstract class SecretClauses extends Clauses {
    SecretClauses(Supplier<TransportFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void the_fixture_has_a_secret_to_find() {
        assertThat(secrets()).isNotEmpty();
    }

    @Test
    void the_text_forms_hold_no_secret() {
        holdNone(List.of(
                rig.transport.toString(),
                rig.first().link().toString(),
                rig.second().link().toString(),
                rig.fixture.transport().settings().toString(),
                rig.fixture.transport().provider().world(rig.fixture.transport().settings())));
    }

    @Test
    void failures_hold_no_secret() {
        List<String> texts = new ArrayList<>();
        for (Participant session : List.of(rig.first(), rig.second())) {
            for (Peer peer : List.of(rig.people.unknown(), rig.people.forbidden(), rig.people.blocked())) {
                Outcome<?> outcome = rig.await(session.link().send(rig.request(peer, rig.words())));
                Failure failure = Objects.requireNonNull(outcome.failure(), "a failure of a send to " + peer);
                texts.add(failure + " " + failure.reason());
            }
            rig.await(session.link().disconnect());
            texts.add(String.valueOf(rig.await(session.link().send(rig.request(rig.people.friend(), rig.words())))
                    .failure()));
        }
        holdNone(texts);
    }

    @Test
    void events_hold_no_secret() {
        rig.write(rig.words());
        rig.letSettle();
        rig.await(rig.second().link().disconnect());
        rig.letSettle();
        holdNone(Stream.of(rig.first(), rig.second())
                .flatMap(session -> session.sink().events().stream())
                .map(Object::toString)
                .toList());
    }

    private void holdNone(List<String> texts) {
        for (String secret : secrets()) {
            // the secret itself is kept out of the message of a failed test as well
            assertThat(texts.stream().noneMatch(text -> text.contains(secret)))
                    .as("texts without secrets")
                    .isTrue();
        }
    }

    private List<String> secrets() {
        return Stream.of(rig.fixture.first(), rig.fixture.second())
                .flatMap(SecretClauses::secrets)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Stream<String> secrets(ClientConfig config) {
        String token = config.botToken();
        ProxyConfig proxy = config.proxy();
        return Stream.of(
                token == null ? null : token.substring(token.indexOf(':') + 1),
                config.apiHash(),
                config.sessionString(),
                proxy == null ? null : proxy.password());
    }
}
