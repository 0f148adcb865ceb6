// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.demo;

import dev.heliograph.cli.render.Console;
import dev.heliograph.cli.render.Picture;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows who waits for what and how long: redrawn on a terminal, a line for each scene that ends elsewhere. */
final class LiveView {
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String PURPLE = "35";
    private static final int TITLE = 23;

    private final Console console;
    private final Stage stage;
    private final List<Scene> scenes;
    private final Set<Scene> told = new HashSet<>();
    private final Set<String> waits = new HashSet<>();
    private final Picture picture;

    LiveView(Console console, Stage stage, List<Scene> scenes) {
        this.console = console;
        this.stage = stage;
        this.scenes = scenes;
        this.picture = new Picture(console);
    }

    /** Shows the present moment. */
    void show(Instant now) {
        if (console.liveOut()) {
            redraw(now);
        } else {
            scenes.forEach(scene -> tell(scene, now));
        }
        console.out().flush();
    }

    private void redraw(Instant now) {
        List<String> lines = new ArrayList<>();
        for (Scene scene : scenes) {
            lines.add(progress(scene) + coloured(scene, scene.isOver() ? done(scene) : waiting(scene, now)));
        }
        picture.draw(lines);
    }

    private void tell(Scene scene, Instant now) {
        if (scene.isOver()) {
            if (told.add(scene)) {
                console.out().println(progress(scene) + done(scene));
            }
            return;
        }
        Explanation.Hold hold = hold(scene);
        // a scene that waits for something else than before
        if (hold != null && waits.add(scene.title() + hold.what())) {
            console.out().println(progress(scene) + words(scene, hold, now));
        }
    }

    private static String progress(Scene scene) {
        return String.format(
                Locale.ROOT,
                "%-" + TITLE + "s %3d/%-3d  ",
                scene.title(),
                scene.count(),
                scene.lines().size());
    }

    private static String done(Scene scene) {
        return "done: " + scene.ends().entrySet().stream().map(LiveView::end).collect(Collectors.joining(", "));
    }

    private static String end(Map.Entry<SendStatus, Integer> entry) {
        return entry.getValue() + " " + entry.getKey().name();
    }

    private String waiting(Scene scene, Instant now) {
        Explanation.Hold hold = hold(scene);
        return hold == null ? "sending" : words(scene, hold, now);
    }

    /** What holds the next message of the scene, or null. */
    private Explanation.@Nullable Hold hold(Scene scene) {
        int next = Math.min(scene.count(), scene.lines().size() - 1);
        List<Explanation.Hold> holds = stage.client(scene)
                .explain(scene.lines().get(next).message())
                .join()
                .holds();
        return holds.isEmpty() ? null : holds.get(0);
    }

    private String words(Scene scene, Explanation.Hold hold, Instant now) {
        double seconds = Math.max(0, Duration.between(now, hold.until()).toMillis() / 1000.0);
        // how long it is stands before it
        String what = hold.what().replaceFirst(" for a while$", "");
        return String.format(
                Locale.ROOT, "%s waits %.1f s: %s", stage.client(scene).name(), seconds, what);
    }

    private String coloured(Scene scene, String text) {
        if (!console.colour()) {
            return text;
        }
        // a refusal that the script asks for is no surprise, and no success
        boolean refused = scene.ends().keySet().stream().anyMatch(status -> status != SendStatus.SUCCESS);
        String colour = !scene.isOver() ? YELLOW : !scene.surprises().isEmpty() ? RED : refused ? PURPLE : GREEN;
        return "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
