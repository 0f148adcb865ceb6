// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.transport.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heliograph.model.MediaFile;
import dev.heliograph.model.TransferProgress;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class MultipartTest {
    private static String form(String part, String name) throws Exception {
        Attachment file = Attachment.of(part, MediaFile.of(name, new byte[] {'x'}));
        HttpBody body = Multipart.of(
                JsonNodeFactory.instance.objectNode().put("chat_id", 5), List.of(file), 7, TransferProgress.UNWATCHED);
        try (InputStream in = body.opening().open()) {
            byte[] bytes = in.readAllBytes();
            assertThat(bytes.length).isEqualTo((int) body.length());
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report.pdf | report.pdf",
                "Annual%20Report.pdf | Annual%2520Report.pdf",
                "100%.pdf | 100%25.pdf",
                "a\\b.txt | a%5Cb.txt",
                "say \"hi\".txt | say %22hi%22.txt",
                "a;b.txt | a%3Bb.txt",
                "%22.txt | %2522.txt",
                "Günaydın 🤖.txt | Günaydın 🤖.txt",
                "C++ + more.txt | C++ + more.txt",
            })
    void the_name_of_a_file_is_written_as_the_server_reads_it(String name, String written) throws Exception {
        assertThat(form("document", name))
                .contains("Content-Disposition: form-data; name=\"document\"; filename=\"" + written + "\"\r\n");
    }

    @Test
    void no_name_can_add_a_line_or_a_control_character() throws Exception {
        assertThat(form("document", "a\r\nX-Evil: 1\t\u0000\u007f.txt"))
                .contains("filename=\"a%0D%0AX-Evil: 1%09%00%7F.txt\"\r\n");
    }

    @Test
    void the_name_of_a_part_is_written_in_the_same_way() throws Exception {
        assertThat(form("file\"1", "a.txt")).contains("name=\"file%221\"; filename=");
    }
}
