package com.aqwacloud.sync.internal.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.ConflictSide;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the log tells of a conflict's sides. */
class FactsTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void aFolderIsToldAsOneInPlaceOfASize() {
        assertThat(Facts.of(side(ConflictSide.Kind.FOLDER, 0)))
                .startsWith("notes, a folder, created ")
                .doesNotContain("bytes");
        assertThat(Facts.of(side(ConflictSide.Kind.FILE, 12)))
                .startsWith("notes, 12 bytes, created ");
        assertThat(Facts.of(side(null, 0))).startsWith("notes, 0 bytes, created ");
    }

    private static ConflictSide side(ConflictSide.Kind kind, long size) {
        return new ConflictSide("i", true, kind, "notes", size, THEN, THEN, "Mira", null);
    }
}
