package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.JobState;
import com.aqwacloud.sync.api.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files whose names differ, and which OneDrive takes for one all the same. */
class NameTwinsTest extends EngineCase {
    private static final String MICRO_SIGN = "5\u00B5m.csv";
    private static final String GREEK_MU = "5\u03BCm.csv";

    /** The sandbox writes the one as the other when it writes all in capitals. */
    private static final String SHARP_S = "Stra\u00DFe.txt";

    private static final String DOUBLE_S = "STRASSE.txt";

    @Test
    void eachGetsANameThatItKeeps() throws Exception {
        aqwa.put("lab/" + MICRO_SIGN, "micro");
        aqwa.put("lab/" + GREEK_MU, "mu");
        aqwa.put("lab/" + SHARP_S, "sharp");
        aqwa.put("lab/" + DOUBLE_S, "double");
        aqwa.put("lab/" + SHARP_S + ".d/a.txt", "in sharp");
        aqwa.put("lab/" + DOUBLE_S + ".d/a.txt", "in double");

        Session session = aqwa.session("retry.delay=100ms");
        aqwa.awaitQuiet(session.id());

        Map<String, String> names = names();
        assertThat(names)
                .containsOnlyKeys("micro", "mu", "sharp", "double", "in sharp", "in double");
        assertThat(names.values()).doesNotHaveDuplicates();
        assertThat(names.get("micro")).matches("5\u00B5m( \\(\\w+\\))?\\.csv");
        assertThat(names.get("mu")).matches("5\u03BCm( \\(\\w+\\))?\\.csv");
        assertThat(names.get("sharp")).matches("Stra\u00DFe( \\(\\w+\\))?\\.txt");
        assertThat(names.get("double")).matches("STRASSE( \\(\\w+\\))?\\.txt");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();
        assertThat(aqwa.verified(session.id()).get("findings")).isEmpty();

        aqwa.put("lab/" + MICRO_SIGN, "micro, edited");
        aqwa.put("lab/" + DOUBLE_S, "double, edited");
        aqwa.awaitAtDestination("lab/" + names.get("micro"), "micro, edited");
        aqwa.awaitAtDestination("lab/" + names.get("double"), "double, edited");
        aqwa.awaitQuiet(session.id());
        assertThat(names().values()).containsExactlyInAnyOrderElementsOf(names.values());
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();

        aqwa.engine().sessions().stop(session.id());
        aqwa.engine().sessions().configure(session.id(), Map.of("select.exclude", "*.none"));
        assertThat(aqwa.planned(session.id()).get("actions")).as("all is looked at").isEmpty();
    }

    @Test
    void aFileGetsAMarkWhereItsNewNameIsTakenByAnother() throws Exception {
        aqwa.put("lab/" + DOUBLE_S, "double");
        aqwa.put("lab/renamed.txt", "sharp");
        Session session = aqwa.session("retry.delay=100ms");
        aqwa.awaitAtDestination("lab/renamed.txt", "sharp");
        aqwa.awaitQuiet(session.id());

        Files.move(aqwa.drive.resolve("lab/renamed.txt"), aqwa.drive.resolve("lab/" + SHARP_S));
        aqwa.awaitQuiet(session.id());

        assertThat(names()).containsEntry("double", DOUBLE_S);
        assertThat(names().get("sharp")).matches("Stra\u00DFe \\(\\w+\\)\\.txt");
        assertThat(aqwa.transfers(JobState.FAILED)).isEmpty();

        Files.delete(aqwa.drive.resolve("lab/" + DOUBLE_S));
        aqwa.awaitAtDestination("lab/" + SHARP_S, "sharp");
    }

    /** The names of the files in the folder, by what they hold. */
    private Map<String, String> names() throws IOException {
        try (Stream<Path> files = Files.walk(aqwa.oneDrive.resolve("lab"))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(NameTwinsTest::text, NameTwinsTest::name));
        }
    }

    private static String name(Path file) {
        Path lab = file.getParent();
        return lab.endsWith("lab")
                ? file.getFileName().toString()
                : lab.getFileName() + "/" + file.getFileName();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
