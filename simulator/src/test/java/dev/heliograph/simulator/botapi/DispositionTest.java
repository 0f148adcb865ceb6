// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.simulator.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionTest {
    /** As the bytes of a header come in. */
    private static Disposition read(String header) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return Disposition.parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report.pdf | report.pdf",
                "Annual%2520Report.pdf | Annual%20Report.pdf",
                "Annual%20Report.pdf | Annual Report.pdf",
                "100%25.pdf | 100%.pdf",
                "100%.pdf | 100%.pdf",
                "100%2 | 100%2",
                "a%zz | a%zz",
                "a%5Cb.txt | a\\b.txt",
                "a\\\\b.txt | a\\b.txt",
                "a\\b.txt | ab.txt",
                "say %22hi%22.txt | say \"hi\".txt",
                "say \\\"hi\\\".txt | say \"hi\".txt",
                "a;b.txt | a;b.txt",
                "a%3Bb.txt | a;b.txt",
                "Günaydın 🤖.txt | Günaydın 🤖.txt",
                "G%C3%BCnayd%C4%B1n.txt | Günaydın.txt",
                "a+b.txt | a+b.txt",
            })
    void a_quoted_value_loses_its_backslashes_and_is_decoded(String written, String name) {
        assertThat(read("form-data; name=\"document\"; filename=\"" + written + "\""))
                .isEqualTo(new Disposition("document", name));
    }

    @Test
    void the_name_of_a_part_is_read_in_the_same_way() {
        assertThat(read("form-data; filename=\"x\"; name=\"file%221\"")).isEqualTo(new Disposition("file\"1", "x"));
    }

    @Test
    void values_may_stand_without_quotes() {
        assertThat(read("form-data; name=photo ; filename=a%20b.jpg")).isEqualTo(new Disposition("photo", "a b.jpg"));
    }

    @Test
    void a_part_without_a_file_has_no_name_of_one() {
        assertThat(read("form-data; name=\"chat_id\"").fileName()).isNull();
        assertThat(read("form-data; name=\"photo\"; filename=\"\"").fileName()).isEmpty();
    }

    @Test
    void only_forms_are_taken() {
        assertThatThrownBy(() -> read("attachment; filename=\"x\""))
                .hasMessage("Bad Request: expected form-data content disposition");
    }
}
