// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.demo;

import dev.heliograph.api.ClientPool;
import dev.heliograph.api.Heliograph;
import dev.heliograph.api.TelegramClient;
import dev.heliograph.cli.demo.Scene.Line;
import dev.heliograph.model.SendResult;
import dev.heliograph.spi.time.Strand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Plays the script. */
final class Stage {
    private final Heliograph heliograph;
    private final List<Scene> scenes;
    private final Strand strand;
    private final List<String> late = new ArrayList<>();

    Stage(Heliograph heliograph, List<Scene> scenes) {
        this.heliograph = heliograph;
        this.scenes = scenes;
        this.strand = heliograph.timeline().strand("demo");
    }

    /** Begins all scenes at once. */
    void play() {
        scenes.forEach(scene -> strand.execute(() -> send(scene, 0)));
    }

    boolean isOver() {
        return scenes.stream().allMatch(Scene::isOver);
    }

    /** A stage that completes after that time. */
    CompletableFuture<Void> after(Duration pause) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        Object unused = strand.after(pause, () -> passed.complete(null));
        return passed;
    }

    /** Everything that went otherwise than the script says; one line each. */
    synchronized List<String> surprises() {
        List<String> all = new ArrayList<>(late);
        scenes.forEach(scene -> all.addAll(scene.surprises()));
        return all;
    }

    /** The session that sends the scene; of the pool any one, for a look at what holds it. */
    TelegramClient client(Scene scene) {
        return heliograph.clients().get(Math.max(0, scene.session()));
    }

    private void send(Scene scene, int from) {
        int next = from;
        do {
            if (next == scene.lines().size()) {
                return;
            }
            send(scene, next, scene.lines().get(next));
            next++;
        } while (scene.pause().isZero());
        int rest = next;
        Object unused = strand.after(scene.pause(), () -> send(scene, rest));
    }

    private void send(Scene scene, int number, Line line) {
        ClientPool pool = heliograph.pool();
        CompletableFuture<SendResult> result =
                scene.session() < 0 ? pool.send(line.message()) : client(scene).send(line.message());
        Object unused = result.thenAccept(end -> {
            scene.ended(number, end);
            overtakes(scene, number);
        });
    }

    /** A reply does not stand behind a broadcast: it is there before that is over. */
    private synchronized void overtakes(Scene scene, int number) {
        Scene broadcast = scenes.get(0);
        boolean begunInTime = scene.pause().multipliedBy(number).compareTo(Duration.ofSeconds(5)) < 0;
        if (!scene.pause().isZero() && begunInTime && broadcast.isOver()) {
            late.add(scene.title() + ", message " + (number + 1) + ": came after the broadcast");
        }
    }
}
