package com.aqwacloud.camel.component.websocket.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedSourcesTest {

    @Test
    void whatTheGeneratorWritesIsWhatIsCommitted() throws Exception {
        Path committed = Path.of(System.getProperty("generated.snapshot"));
        Path generated = Path.of("src/generated");
        List<Path> files;
        try (var tree = Files.walk(generated)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            assertThat(committed.resolve(generated.relativize(file)))
                    .as("src/generated is out of date; commit what the build has just written")
                    .hasSameTextualContentAs(file);
        }
    }
}
