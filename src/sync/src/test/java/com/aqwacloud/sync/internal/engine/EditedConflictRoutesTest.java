package com.aqwacloud.sync.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.RouteFile;
import com.aqwacloud.sync.api.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who decides a conflict is said by a route file that an operator edits while all runs. */
class EditedConflictRoutesTest extends EngineCase {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> NAMES = List.of("any.txt", "any.tmp", "large.txt");
    private static final String SHIPPED = "conflicts.strategy=auto conflicts.prefer=destination";

    private static final String FIRST = "    <choice>\n";
    private static final String OPERATORS =
            """
                <choice>
                  <when>
                    <simple>${header.AqwaPath} endsWith '.tmp'</simple>
                    <setHeader name="AqwaRule"><constant>what is temporary follows Google Drive</constant></setHeader>
                    <setHeader name="AqwaPreference"><constant>source</constant></setHeader>
                    <setHeader name="AqwaDecider"><constant>night-rule</constant></setHeader>
                    <bean ref="conflicts" method="decide"/>
                  </when>
                  <when>
                    <simple>${body.source.size} > 1000</simple>
                    <setHeader name="AqwaRule"><constant>what is large is for a person</constant></setHeader>
                    <to uri="direct:inbox"/>
                  </when>
            """;

    private Session session;
    private int edits;

    /** Id of the newest conflict before the latest edit. */
    private long newest;

    @Test
    void theEditedFileDecidesAndTheShippedOneOnceItIsBack() throws Exception {
        Path file = aqwa.routes.resolve("conflicts.xml");
        String shipped = Files.readString(file);
        for (String name : NAMES) {
            aqwa.put(name, "one");
        }
        session = aqwa.session("conflicts.prefer=destination");
        for (String name : NAMES) {
            aqwa.awaitAtDestination(name, "one");
        }
        aqwa.awaitQuiet(session.id());

        editBothSides();
        assertDestinationWins("any.txt");
        assertDestinationWins("any.tmp");
        assertDestinationWins("large.txt");

        deploy(file, shipped.replaceFirst(FIRST, OPERATORS.replace("$", "\\$")));
        editBothSides();
        assertDestinationWins("any.txt");
        aqwa.awaitAtDestination("any.tmp", here("any.tmp"));
        Conflict temporary = decided("any.tmp");
        assertThat(temporary.resolution()).isEqualTo(ConflictPreference.SOURCE);
        assertThat(temporary.rule()).isEqualTo("what is temporary follows Google Drive");
        assertThat(temporary.resolvedBy()).isEqualTo("route night-rule");
        await("large.txt is for a person").atMost(LONG).until(() -> of("large.txt").rule() != null);
        assertThat(of("large.txt").rule()).isEqualTo("what is large is for a person");
        assertThat(aqwa.engine().conflicts().list(false))
                .extracting(Conflict::path)
                .containsExactly("/large.txt");

        deploy(file, shipped);
        editBothSides();
        assertDestinationWins("any.txt");
        assertDestinationWins("any.tmp");
        assertDestinationWins("large.txt");
    }

    private void deploy(Path file, String content) throws Exception {
        Instant before = conflictsFile().loadedAt();
        Files.writeString(file, content);
        await("the file is loaded")
                .atMost(LONG)
                .until(() -> conflictsFile().loadedAt().isAfter(before));
        assertThat(conflictsFile().state())
                .as(conflictsFile().error())
                .isEqualTo(RouteFile.State.LOADED);
    }

    private RouteFile conflictsFile() {
        return aqwa.engine().routes().files().stream()
                .filter(each -> each.name().equals("conflicts.xml"))
                .findFirst()
                .orElseThrow();
    }

    private void editBothSides() throws Exception {
        edits++;
        newest =
                aqwa.engine().conflicts().list(true).stream()
                        .mapToLong(Conflict::id)
                        .max()
                        .orElse(0);
        aqwa.engine().sessions().stop(session.id());
        for (String name : NAMES) {
            Files.writeString(aqwa.oneDrive.resolve(name), there());
            Files.writeString(aqwa.drive.resolve(name), here(name));
        }
        aqwa.engine().sessions().start(session.id());
    }

    private String here(String name) {
        return "here " + edits + (name.startsWith("large") ? "x".repeat(2000) : "");
    }

    private String there() {
        return "edit " + edits + " there";
    }

    private void assertDestinationWins(String name) {
        Conflict conflict = decided(name);
        assertThat(conflict.resolution()).isEqualTo(ConflictPreference.DESTINATION);
        assertThat(conflict.rule()).isEqualTo(SHIPPED);
        assertThat(aqwa.oneDrive.resolve(name)).hasContent(there());
    }

    private Conflict decided(String name) {
        await(name + " is decided").atMost(LONG).until(() -> of(name).resolution() != null);
        return of(name);
    }

    /** The conflict about the latest edit, once it is found. */
    private Conflict of(String name) {
        return await("a conflict at " + name)
                .atMost(LONG)
                .until(
                        () ->
                                aqwa.engine().conflicts().list(true).stream()
                                        .filter(each -> each.id() > newest)
                                        .filter(each -> each.path().equals("/" + name))
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
