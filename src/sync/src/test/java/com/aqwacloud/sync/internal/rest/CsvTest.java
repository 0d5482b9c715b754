package com.aqwacloud.sync.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "\ta",
                "\ra",
                "\na",
                "  =1",
                "\uFF1D1",
                "\uFF0B1"
            })
    void whatASpreadsheetWouldRunIsText(String name) {
        assertThat(Csv.line(name)).isEqualTo("\"'" + name + "\"\r\n");
    }

    /** Where a spreadsheet takes a semicolon or a tab for what stands between cells. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/a;=cmd!A0; | /a;'=cmd!A0;",
                "/a;b;+1;-1;@x | /a;b;'+1;'-1;'@x",
                "/a; =1 | /a;' =1",
                "/a;\u2003=1 | /a;'\u2003=1",
                "/a;\uFF1D1 | /a;'\uFF1D1",
                "/a;\"=1\"; | /a;'\"\"=1\"\";",
                "=1;=2 | '=1;'=2"
            })
    void whatASpreadsheetWouldRunWithinATextIsText(String name, String told) {
        assertThat(Csv.line(name)).isEqualTo("\"" + told + "\"\r\n");
    }

    @Test
    void whatFollowsATabOrTheEndOfALineBeginsACellToo() {
        assertThat(Csv.line("a\t=1", "a\r\n=1", "a;\t=1", "\t=1"))
                .isEqualTo("\"a\t'=1\",\"a\r\n'=1\",\"a;\t'=1\",\"'\t'=1\"\r\n");
    }

    @Test
    void whatBeginsACellThatIsNoFormulaStays() {
        assertThat(Csv.line("/a;b - c; d=e")).isEqualTo("/a;b - c; d=e\r\n");
        assertThat(Csv.line("/a=b;" + ";".repeat(8000) + "c")).doesNotContain("'");
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
