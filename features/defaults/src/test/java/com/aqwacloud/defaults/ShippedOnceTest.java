package com.aqwacloud.defaults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedOnceTest {
    @TempDir Path folder;

    @Test
    void aMissingFileIsWrittenWithItsFolders() throws IOException {
        assertThat(ship("routes/extra/watch.xml", "<routes/>"))
                .containsExactly("routes/extra/watch.xml");

        assertThat(folder.resolve("r/extra/watch.xml")).hasContent("<routes/>");
    }

    @Test
    void aFileThatIsThereIsLeftAlone() throws IOException {
        Files.createDirectories(folder.resolve("e"));
        Files.writeString(folder.resolve("e/aqwa.cfg"), "mine");

        assertThat(ship("etc/aqwa.cfg", "shipped")).isEmpty();

        assertThat(folder.resolve("e/aqwa.cfg")).hasContent("mine");
    }

    @Test
    void aFileThatAPersonDeletedStaysDeleted() throws IOException {
        ship("etc/aqwa.cfg", "shipped");
        Files.delete(folder.resolve("e/aqwa.cfg"));

        assertThat(ship("etc/aqwa.cfg", "shipped")).isEmpty();

        assertThat(folder.resolve("e/aqwa.cfg")).doesNotExist();
    }

    @Test
    void noHalfWrittenFileIsLeftBehind() throws IOException {
        ship("etc/aqwa.cfg", "shipped");

        assertThat(folder.resolve("e"))
                .isDirectoryContaining(file -> file.endsWith("aqwa.cfg"))
                .isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileWithoutAPlaceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ship("bin/tool", "x"))
                .withMessageContaining("bin/tool");
    }

    private List<String> ship(String file, String content) throws IOException {
        var places = Map.of("etc", folder.resolve("e"), "routes", folder.resolve("r"));
        return new ShippedOnce(folder.resolve("record"), places)
                .ship(Map.of(file, () -> content.getBytes(UTF_8)));
    }
}
