package com.aqwacloud.sync.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void valuesAreQuotedWhereTheyMustBe() {
        assertThat(Csv.line("plain", null, 7, "a, b", "say \"x\"", "two\nlines"))
                .isEqualTo("plain,,7,\"a, b\",\"say \"\"x\"\"\",\"two\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "  =1",
                "\uFF1D1",
                "\uFF0B1"
            })
    void whatASpreadsheetWouldRunIsText(String name) {
        assertThat(Csv.line(name)).isEqualTo("\"'" + name + "\"\r\n");
    }

    @Test
    void aStreamMakesEachTextWhenItIsRead() throws IOException {
        var texts = List.of("", "one\r\n", "", "zwei \u00FC\r\n").iterator();
        try (var stream = new TextStream(texts)) {
            assertThat(stream.readNBytes(3)).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
            assertThat(texts.hasNext()).isTrue();
            assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("\r\nzwei \u00FC\r\n");
            assertThat(stream.read()).isEqualTo(-1);
        }
    }
}
