package com.aqwacloud.sync.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that look or read alike may be one at the destination. */
class NameHolderTest {
    @ParameterizedTest
    @CsvSource({
        "Stra\u00DFe.txt, STRASSE.TXT",
        "5\u00B5m.csv, 5\u03BCm.csv",
        "caf\u00E9, cafe\u0301",
        "\u01C4ep.txt, d\u017Eep.txt",
        "o\uFB03ce.doc, Office.doc",
        "\u03C3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2, \u03A3\u038A\u03A3\u03A5\u03A6\u039F\u03A3"
    })
    void namesThatReadAlikeAreOne(String one, String other) {
        assertThat(NameHolder.folded(one)).isEqualTo(NameHolder.folded(other));
    }

    @ParameterizedTest
    @CsvSource({"a.txt, b.txt", "cafe, caf\u00E9", "a (1).txt, a.txt", "o.txt, \u00F8.txt"})
    void othersAreNot(String one, String other) {
        assertThat(NameHolder.folded(one)).isNotEqualTo(NameHolder.folded(other));
    }
}
