// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.cli.demo;

import dev.heliograph.cli.render.Console;
import dev.heliograph.model.Explanation;
import dev.heliograph.model.SendStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows who waits for what and until when: redrawn on a terminal, a line for each scene that ends elsewhere. */
final class LiveView {
    private static final int TITLE = 26;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private final Console console;
    private final Stage stage;
    private final List<Scene> scenes;
    private final Set<Scene> told = new HashSet<>();
    private final Set<String> waits = new HashSet<>();
    private int drawn;

    LiveView(Console console, Stage stage, List<Scene> scenes) {
        this.console = console;
        this.stage = stage;
        this.scenes = scenes;
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
            String wait = scene.isOver() ? "done" : waiting(scene, now);
            lines.add(progress(scene) + "  " + coloured(scene, wait));
        }
        StringBuilder text = new StringBuilder(drawn == 0 ? "" : "\u001b[" + drawn + "A");
        lines.forEach(line -> text.append("\r\u001b[K").append(line).append('\n'));
        drawn = lines.size();
        console.out().print(text);
    }

    private void tell(Scene scene, Instant now) {
        if (scene.isOver()) {
            if (told.add(scene)) {
                console.out().println(progress(scene) + "  done");
            }
            return;
        }
        String wait = waiting(scene, now);
        // a scene that waits for something else than before
        if (!wait.isEmpty() && waits.add(scene.title() + wait.replaceAll(", until .*", ""))) {
            console.out().println(progress(scene) + "  " + wait);
        }
    }

    private String progress(Scene scene) {
        String ends = scene.ends().entrySet().stream().map(LiveView::end).collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%-" + TITLE + "s %4d/%-4d %-27s",
                scene.title(),
                scene.count(),
                scene.lines().size(),
                ends);
    }

    private static String end(Map.Entry<SendStatus, Integer> entry) {
        return entry.getKey().name().toLowerCase(Locale.ROOT) + " " + entry.getValue();
    }

    /** What holds the next message of the scene, in words. */
    private String waiting(Scene scene, Instant now) {
        int next = Math.min(scene.count(), scene.lines().size() - 1);
        Explanation explanation =
                stage.client(scene).explain(scene.lines().get(next).message()).join();
        if (explanation.holds().isEmpty()) {
            return "";
        }
        Explanation.Hold longest = explanation.holds().get(0);
        double seconds = Math.max(0, Duration.between(now, longest.until()).toMillis() / 1000.0);
        return String.format(
                Locale.ROOT,
                "%s: %s, until %s (%.1f s)",
                stage.client(scene).name(),
                longest.what(),
                CLOCK.format(longest.until()),
                seconds);
    }

    private String coloured(Scene scene, String text) {
        if (!console.colour()) {
            return text;
        }
        String colour = !scene.isOver() ? "33" : scene.surprises().isEmpty() ? "32" : "31";
        return "\u001b[" + colour + "m" + text + "\u001b[0m";
    }
}
