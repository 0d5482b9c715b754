package com.aqwacloud.camel.component.microsoft.onedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemPathTest {

    @Test
    void lettersDigitsAndTheSafeSignsStandAsTheyAre() {
        String raw = "azAZ09-._~!$&'()*+,;=@";
        assertThat(ItemPath.escape(raw)).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a b|a%20b",
                "#|%23",
                "%|%25",
                "100%25|100%2525",
                "?|%3F",
                "[x]|%5Bx%5D",
                "a/b|a%2Fb",
                "a:b|a%3Ab",
                "ü|%C3%BC",
                "日本|%E6%97%A5%E6%9C%AC",
                "😀|%F0%9F%98%80",
                "<>*|%3C%3E*",
                "\\|%5C",
                "^`{}|%5E%60%7B%7D"
            })
    void everythingElseIsEncodedAsUtf8(String name, String escaped) {
        assertThat(ItemPath.escape(name)).isEqualTo(escaped);
    }

    @Test
    void whatIsEscapedIsAValidAddressThatMeansTheName() {
        var all = new StringBuilder("x");
        for (char c = 1; c < 0x250; c++) {
            all.append(c);
        }
        URI uri = URI.create("https://host/root:/" + ItemPath.escape(all.toString()));
        assertThat(uri.getPath()).isEqualTo("/root:/" + all);
    }

    @ParameterizedTest
    @CsvSource({
        "'',root,root/content",
        "/,root,root/content",
        "a/b c.txt,root:/a/b%20c.txt,root:/a/b%20c.txt:/content",
        "/a/,root:/a,root:/a:/content"
    })
    void aPathStartsAtTheRoot(String path, String own, String sub) {
        assertThat(ItemPath.ofPath(path).resource()).isEqualTo(own);
        assertThat(ItemPath.ofPath(path).resource("content")).isEqualTo(sub);
    }

    @Test
    void anIdIsEnoughForAnItem() {
        assertThat(ItemPath.ofId("AB!12").resource()).isEqualTo("items/AB!12");
        assertThat(ItemPath.ofId("AB!12").resource("copy")).isEqualTo("items/AB!12/copy");
        assertThat(ItemPath.ofId("root").resource("delta")).isEqualTo("root/delta");
    }

    @Test
    void aNameStandsInItsFolder() {
        ItemPath path = ItemPath.ofParent("P!1", "x/y #1.txt");
        assertThat(path.resource("content")).isEqualTo("items/P!1:/x%2Fy%20%231.txt:/content");
        assertThat(path.parent()).contains(ItemPath.ofId("P!1"));
        assertThat(path.name()).contains("x/y #1.txt");
        assertThat(ItemPath.ofParent("root", "n").resource()).isEqualTo("root:/n");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a//b", "a/../b", "a/./b"})
    void aPathCanNotBreakOut(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> ItemPath.ofPath(path));
    }

    @Test
    void halfASurrogatePairIsRefused() {
        String half = String.valueOf((char) 0xD83D);
        assertThatIllegalArgumentException().isThrownBy(() -> ItemPath.ofParent("P", half));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".."})
    void anIdMustBeOne(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> ItemPath.ofId(id));
    }
}
