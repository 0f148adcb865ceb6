// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.tdlight.message;

import dev.heliograph.model.text.FormattedText;
import dev.heliograph.model.text.ParseMode;
import dev.heliograph.model.text.TextEntity;
import dev.heliograph.transport.tdlight.PatchedTdlib;
import dev.heliograph.transport.tdlight.engine.LoadedLibrary;
import dev.heliograph.transport.tdlight.engine.TdEngine;
import dev.heliograph.transport.tdlight.natives.FoundLibrary;
import dev.heliograph.transport.tdlight.td.TdClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** TDLib's own parsers, and the rules by which it keeps texts. */
final class TextsOfTdlib {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** What the request that applies the rules would read as markup. */
    private static final Pattern MARKS = Pattern.compile("\\*\\*|__|~~|\\|\\||`|]\\(");

    private final TdEngine engine = LoadedLibrary.engine(new FoundLibrary(PatchedTdlib.path(), "test"), false, 1);

    /** What it reads, a formattedText to which its rules were not applied yet; empty where it refuses the markup. */
    Optional<JsonNode> parsed(String markup, ParseMode mode) {
        ObjectNode request = TdClient.request("parseTextEntities").put("text", markup);
        if (mode == ParseMode.HTML) {
            request.putObject("parse_mode").put("@type", "textParseModeHTML");
        } else {
            request.putObject("parse_mode")
                    .put("@type", "textParseModeMarkdown")
                    .put("version", 2);
        }
        JsonNode answer = JSON.readTree(engine.execute(request.toString()));
        return isError(answer) ? Optional.empty() : Optional.of(answer);
    }

    /** Whether {@link #kept} can tell about a text. */
    static boolean isJudged(JsonNode formatted) {
        return !MARKS.matcher(formatted.path("text").asString()).find();
    }

    /** A formattedText as it keeps it; an empty one where it refuses it as empty. */
    FormattedText kept(JsonNode formatted) {
        ObjectNode request = TdClient.request("parseMarkdown");
        request.set("text", formatted);
        JsonNode answer = JSON.readTree(engine.execute(request.toString()));
        return isError(answer) ? FormattedText.plain("") : trimmed(TextWords.read(answer));
    }

    private static boolean isError(JsonNode answer) {
        return answer.path("@type").asString("").equals("error");
    }

    /** The end of its {@code fix_formatted_text}, which the request leaves out. */
    private static FormattedText trimmed(FormattedText text) {
        int end = text.text().length();
        while (end > 0 && " \n".indexOf(text.text().charAt(end - 1)) >= 0) {
            end--;
        }
        int first = text.entities().stream().mapToInt(TextEntity::offset).min().orElse(end);
        int start = 0;
        while (start < Math.min(first, end) && " \n".indexOf(text.text().charAt(start)) >= 0) {
            start++;
        }
        List<TextEntity> entities = new ArrayList<>();
        for (TextEntity entity : text.entities()) {
            int length = Math.min(entity.end(), end) - entity.offset();
            if (length > 0) {
                entities.add(new TextEntity(entity.kind(), entity.offset() - start, length, entity.argument()));
            }
        }
        return new FormattedText(text.text().substring(start, end), entities);
    }
}
