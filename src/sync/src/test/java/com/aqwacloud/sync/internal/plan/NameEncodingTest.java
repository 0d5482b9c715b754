package com.aqwacloud.sync.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameEncodingTest {
    private static final List<String> PIECES =
            List.of(
                    "a",
                    "B",
                    " ",
                    ".",
                    "~",
                    "~$",
                    "_",
                    "_vti_",
                    "vti_",
                    "con",
                    "CON",
                    "lpt1",
                    ".lock",
                    "desktop.ini",
                    ":",
                    "?",
                    "/",
                    "\\",
                    "|",
                    "\"",
                    "*",
                    "<",
                    ">",
                    "\u0007",
                    "\u007F",
                    "\uFF1A",
                    "\uFF0E",
                    "\uFF5E",
                    "\uFF3F",
                    "\uFF23",
                    "\u2420",
                    "\u2407",
                    "\u2421",
                    "\u201B",
                    "\u4E2D",
                    "\uD83D\uDE00",
                    "\uD83D",
                    "\uDE00",
                    "D83D",
                    "#",
                    "%");

    @ParameterizedTest
    @CsvSource({
        "a:b?, a\uFF1Ab\uFF1F",
        "'what/why\\how', what\uFF0Fwhy\uFF3Chow",
        "' edge ', \u2420edge\u2420",
        "end., end\uFF0E",
        "~$draft.docx, \uFF5E$draft.docx",
        "CON, \uFF23ON",
        "desktop.ini, \uFF44esktop.ini",
        ".lock, \uFF0Elock",
        "x_vti_y, x\uFF3Fvti_y",
        ".., \uFF0E\uFF0E",
        "a\uFF1Ab, a\u201B\uFF1Ab",
        "\u4E2D\u6587\uFF08\uFF09, \u4E2D\u6587\uFF08\uFF09",
        "console, console",
        "a ~ b. c, a ~ b. c",
        "100% #1.txt, 100% #1.txt",
        "a\uD83D\uDE00, a\uD83D\uDE00",
        "\u201BD83D, \u201B\u201BD83D"
    })
    void namesStayReadable(String name, String encoded) {
        assertThat(NameEncoding.encode(name)).isEqualTo(encoded);
        assertThat(NameEncoding.decode(encoded)).isEqualTo(name);
    }

    @Test
    void halfOfACharacterIsWrittenWithItsNumber() {
        assertThat(NameEncoding.encode("a\uD83D")).isEqualTo("a\u201BD83D");
        assertThat(NameEncoding.decode("a\u201BD83D")).isEqualTo("a\uD83D");
        assertThat(NameEncoding.encode("\uDE00\uD83D\uDE00.txt"))
                .isEqualTo("\u201BDE00\uD83D\uDE00.txt");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noTwoNamesHaveOneEncodingAndNoneIsRefused(long seed) {
        var random = new Random(seed);
        var names = new HashMap<String, String>();
        for (int i = 0; i < 20_000; i++) {
            String name = name(random);
            String encoded = NameEncoding.encode(name);
            assertThat(NameEncoding.decode(encoded)).as(encoded).isEqualTo(name);
            assertThat(refusals(encoded)).as(name).isEmpty();
            String other = names.put(encoded, name);
            assertThat(other == null ? name : other).isEqualTo(name);
        }
    }

    @Test
    void whatIsTakenAsItIsStaysAsItIs() {
        assertThat(NameEncoding.encode("Report 2026 (final).pdf"))
                .isEqualTo("Report 2026 (final).pdf");
    }

    private static String name(Random random) {
        var name = new StringBuilder();
        int pieces = 1 + random.nextInt(4);
        for (int i = 0; i < pieces; i++) {
            name.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return name.toString();
    }

    /** Microsoft's list of restrictions. */
    private static List<String> refusals(String name) {
        var found = new ArrayList<String>();
        if (name.chars().anyMatch(c -> c < ' ' || "\"*:<>?/\\|".indexOf(c) >= 0)) {
            found.add("character");
        }
        if (name.codePoints()
                .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            found.add("half a character");
        }
        if (name.startsWith(" ") || name.endsWith(" ") || name.endsWith(".")) {
            found.add("edge");
        }
        if (name.startsWith("~") || name.contains("_vti_")) {
            found.add("pattern");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches("con|prn|aux|nul|com[0-9]|lpt[0-9]|\\.lock|desktop\\.ini")) {
            found.add("reserved");
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "forms, \uFF46orms",
        "FORMS, \uFF26ORMS",
        "\uFF46orms, \u201B\uFF46orms",
        "forms.txt, forms.txt",
    })
    void whatSharePointKeepsAtTheTopOfALibraryIsWrittenOtherwise(String name, String encoded) {
        assertThat(NameEncoding.encode(name, true)).isEqualTo(encoded);
        assertThat(NameEncoding.decode(encoded, true)).isEqualTo(name);
    }
}
