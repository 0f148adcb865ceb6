// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.model.ClientConfig;
import dev.heliograph.model.Event;
import dev.heliograph.model.OutgoingMessage;
import dev.heliograph.time.VirtualTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hours of a bot's life, without a network and without waiting: the fleet runs in virtual time, which the test moves. */
class WeatherBotTest {
    private final VirtualTimeline time = VirtualTimeline.seeded(7);
    private final List<String> answers = new ArrayList<>();
    private Heliograph fleet;
    private TelegramClient person;

    @BeforeEach
    void startTheBot() {
        fleet = Heliograph.builder()
                .virtualTime(time)
                .transport("simulator:?seed=7")
                .session(
                        ClientConfig.named("weather").botToken("5001:simulated").build())
                .session(ClientConfig.named("person").build())
                .open();
        time.await(fleet.connect());
        WeatherBot.start(fleet, fleet.client("weather"));
        person = fleet.client("person");
        person.onEvent(event -> {
            if (event instanceof Event.NewMessage message && !message.message().outgoing()) {
                answers.add(message.message().text().text());
            }
        });
    }

    @AfterEach
    void stopTheBot() {
        fleet.close();
    }

    private void write(String text) {
        time.await(person.send(OutgoingMessage.to(5001).text(text).build()));
        time.advance(Duration.ofSeconds(5));
    }

    @Test
    void a_question_is_answered() {
        write("/weather Izmir");

        assertThat(answers).containsExactly("Sunny in Izmir");
    }

    @Test
    void other_words_are_not() {
        write("hello");

        assertThat(answers).isEmpty();
    }

    @Test
    void the_answer_is_remembered_for_an_hour() {
        write("/weather Izmir");
        time.advance(Duration.ofMinutes(59));
        write("/again");
        time.advance(Duration.ofMinutes(1));
        write("/again");

        assertThat(answers)
                .containsExactly("Sunny in Izmir", "Sunny in Izmir", "You did not ask within the last hour.");
    }
}
