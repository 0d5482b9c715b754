package com.aqwacloud.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench sets up what ships: these are its files. */
class EditedFileTest {
    private static final Path TOP = Path.of("../..");

    @TempDir Path folder;

    @Test
    void theKeysThatTheBenchSetsAreThere() throws IOException {
        Path file = copy("etc/aqwa.sessions.cfg");

        EditedFile.of(file)
                .set("quota.google", "100000/10s")
                .set("quota.onedrive", "100000/10s")
                .set("monitor.interval", "1s")
                .set("transfers.max-concurrent", "16")
                .save();

        assertThat(Files.readAllLines(file))
                .contains(
                        "quota.google = 100000/10s",
                        "quota.onedrive = 100000/10s",
                        "quota.google.units = off",
                        "monitor.interval = 1s",
                        "transfers.max-concurrent = 16");
        assertThatThrownBy(() -> EditedFile.of(file).set("quota.box", "1/1s"))
                .hasMessage("aqwa.sessions.cfg has no key quota.box");
    }

    @Test
    void theRouteThatTheBenchHoldsIsThere() throws IOException {
        Path file = copy("routes/transfer.xml");

        EditedFile.of(file)
                .replace("<route id=\"dispatch\"", "<route id=\"dispatch\" autoStartup=\"false\"")
                .save();

        assertThat(file).content().contains("<route id=\"dispatch\" autoStartup=\"false\"");
        assertThatThrownBy(() -> EditedFile.of(file).replace("<route id=\"none\"", ""))
                .hasMessageStartingWith("transfer.xml has no ");
    }

    private Path copy(String file) throws IOException {
        Path source = TOP.resolve(file);
        return Files.copy(source, folder.resolve(source.getFileName().toString()));
    }
}
