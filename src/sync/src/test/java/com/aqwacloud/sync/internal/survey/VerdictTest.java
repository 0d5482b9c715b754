package com.aqwacloud.sync.internal.survey;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sync.api.VerifyOutcome;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    /** Size, name and times are the same throughout: the hashes alone tell. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "md5, v1, xor, md5, v1, xor, EQUAL",
                "MD5, v2, xor, md5, v1, xor, EQUAL",
                "other, v1, xor, md5, v1, xor, DIFFERING",
                "md5, v1, other, md5, v1, xor, DIFFERING",
                "other, v2, other, md5, v1, xor, DIFFERING",
                "-, v1, xor, -, v1, xor, NOT_COMPARABLE",
                "-, v2, xor, -, v1, xor, DIFFERING",
                "-, v1, other, -, v1, xor, DIFFERING",
                "md5, v1, -, md5, v1, xor, NOT_COMPARABLE",
                "md5, v1, xor, md5, v1, -, NOT_COMPARABLE",
            })
    void eachSideIsHeldAgainstWhatWasComparedWhenItWasTransferred(
            String source,
            String revision,
            String destination,
            String agreedSource,
            String agreedRevision,
            String agreedDestination,
            VerifyOutcome outcome) {
        Baseline agreed =
                Baseline.of(
                        item("s", agreedSource, agreedRevision),
                        item("d", agreedDestination, null));

        Verdict verdict =
                Verdict.of(item("s", source, revision), agreed, item("d", destination, null));

        assertThat(verdict.outcome()).isEqualTo(outcome);
        assertThat(verdict.reason() == null).isEqualTo(outcome == VerifyOutcome.EQUAL);
    }

    @Test
    void whatOneDriveLacksIsMissing() {
        Item source = item("s", "md5", "v1");
        Item there = item("d", "xor", null);
        Baseline agreed = Baseline.of(source, there);

        assertThat(Verdict.of(source, null, null).outcome())
                .isEqualTo(VerifyOutcome.MISSING_AT_DESTINATION);
        assertThat(Verdict.of(source, agreed, null).outcome())
                .isEqualTo(VerifyOutcome.MISSING_AT_DESTINATION);
        assertThat(Verdict.of(source, agreed, there.gone()).outcome())
                .isEqualTo(VerifyOutcome.MISSING_AT_DESTINATION);
    }

    @Test
    void whatWasCutOffBeforeItWasComparedIsNotTakenForEqual() {
        Item there = item("d", "xor", null);

        Verdict verdict =
                Verdict.of(item("s", "md5", "v1"), Baseline.unverified("s", there), there);

        assertThat(verdict.outcome()).isEqualTo(VerifyOutcome.NOT_COMPARABLE);
        assertThat(verdict.readable()).isTrue();
    }

    /** What Google Drive would send could be held against nothing. */
    @Test
    void whatWasCutOffIsNotReadWhereOneDriveTellsNoHash() {
        Item there = item("d", null, null);

        Verdict verdict =
                Verdict.of(item("s", "md5", "v1"), Baseline.unverified("s", there), there);

        assertThat(verdict.outcome()).isEqualTo(VerifyOutcome.NOT_COMPARABLE);
        assertThat(verdict.readable()).isFalse();
        assertThat(verdict.reason()).isEqualTo("OneDrive tells no hash of it.");
    }

    @Test
    void whatIsKnownToBeWrongDiffers() {
        Item there = item("d", "xor", null);

        Verdict verdict = Verdict.of(item("s", "md5", "v1"), Baseline.wrong("s", there), there);

        assertThat(verdict.outcome()).isEqualTo(VerifyOutcome.DIFFERING);
    }

    private static Item item(String id, String hash, String revision) {
        return new Item(
                id,
                "folder",
                "name.txt",
                Item.Kind.FILE,
                "text/plain",
                7,
                THEN,
                THEN,
                hash,
                revision,
                "etag",
                "someone",
                true);
    }
}
