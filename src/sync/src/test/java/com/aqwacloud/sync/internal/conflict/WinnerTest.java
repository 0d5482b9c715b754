package com.aqwacloud.sync.internal.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.Conflict;
import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictSide;
import com.aqwacloud.sync.api.ConflictType;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinnerTest {
    @ParameterizedTest
    @CsvSource({
        "NEWER, 10.0, 9.0, SOURCE",
        "NEWER, 9.0, 10.0, DESTINATION",
        "NEWER, 10.9, 10.0, SOURCE",
        "NEWER, 10.0, 10.9, SOURCE",
        "NEWER, 9.9, 10.0, DESTINATION",
        "NEWER, gone, 10.0, DESTINATION",
        "NEWER, 10.0, gone, SOURCE",
        "NEWER, unknown, 10.0, DESTINATION",
        "NEWER, 10.0, unknown, SOURCE",
        "LARGER, 9.0 with 2, 10.0 with 1, SOURCE",
        "LARGER, 10.0 with 1, 9.0 with 2, DESTINATION",
        "LARGER, 9.0 with 1, 10.0 with 1, DESTINATION",
        "LARGER, gone with 9, 10.0 with 1, DESTINATION",
        "LARGER, 10.0 with 1, gone with 9, SOURCE",
        "KEEP_BOTH, 10.0, 9.0, KEEP_BOTH",
        "DESTINATION, 10.0, 9.0, DESTINATION"
    })
    void aPreferenceMeansASide(
            ConflictPreference preference, String here, String there, ConflictPreference winner) {
        var conflict = conflict(ConflictType.SIMULTANEOUS_EDIT, side(here), side(there));

        assertThat(Winner.of(conflict, preference)).isEqualTo(winner);
    }

    @ParameterizedTest
    @CsvSource({
        "EDIT_RENAME, FOLDER, SOURCE",
        "EDIT_RENAME, FILE, KEEP_BOTH",
        "NAME, FOLDER, KEEP_BOTH"
    })
    void aFolderIsNotKeptTwice(
            ConflictType type, ConflictSide.Kind kind, ConflictPreference winner) {
        var side = new ConflictSide("id", true, kind, "a", 0, null, null, null, null);

        assertThat(Winner.of(conflict(type, side, side), ConflictPreference.KEEP_BOTH))
                .isEqualTo(winner);
    }

    private static Conflict conflict(ConflictType type, ConflictSide here, ConflictSide there) {
        return new Conflict(
                1,
                "s1",
                type,
                "/a",
                here,
                there,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Seconds, or what else is known of the time, "with" a size. */
    private static ConflictSide side(String text) {
        String[] parts = text.split(" with ");
        boolean timed = !parts[0].equals("gone") && !parts[0].equals("unknown");
        return new ConflictSide(
                "id",
                !parts[0].equals("gone"),
                parts[0].equals("gone") ? null : ConflictSide.Kind.FILE,
                "a",
                parts.length == 1 ? 1 : Long.parseLong(parts[1]),
                null,
                timed ? Instant.ofEpochMilli((long) (Double.parseDouble(parts[0]) * 1000)) : null,
                null,
                null);
    }
}
