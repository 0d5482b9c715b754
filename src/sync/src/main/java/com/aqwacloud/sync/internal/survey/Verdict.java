package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.VerifyOutcome;
import com.aqwacloud.sync.internal.store.Baseline;
import com.aqwacloud.sync.internal.store.Item;
import java.util.Objects;

/**
 * What is to be said of one file of the source. The clouds share no hash, so each side's is
 * compared with the one that it had when the content was read, sent and compared: the baseline
 * holds both.
 *
 * @param readable whether the content of the source would tell more
 */
record Verdict(VerifyOutcome outcome, String reason, boolean readable) {
    static Verdict of(Item source, Baseline agreed, Item destination) {
        if (agreed == null) {
            return missing("It was not transferred yet.");
        }
        if (destination == null || !destination.present()) {
            return missing("It is gone in OneDrive.");
        }
        if (!destination.isFile()) {
            return differing("OneDrive has something else than a file in its place.");
        }
        if (agreed.isWrong()) {
            return differing("What OneDrive holds is not what Google Drive's file was to bring.");
        }
        if (destination.hash() == null) {
            return unknown("OneDrive tells no hash of it.", false);
        }
        if (!agreed.isVerified()) {
            return unknown("A transfer of it was cut off before the content was compared.", true);
        }
        if (agreed.destinationHash() == null) {
            return unknown("OneDrive told no hash of it when it was transferred.", true);
        }
        if (!destination.hash().equals(agreed.destinationHash())) {
            return differing("OneDrive's content is not what was compared after its transfer.");
        }
        return ofSource(source, agreed);
    }

    /** What there is to say where the destination's content is the one that was compared. */
    private static Verdict ofSource(Item source, Baseline agreed) {
        boolean hashed = source.hash() != null && agreed.sourceHash() != null;
        boolean same =
                hashed
                        ? source.hash().equalsIgnoreCase(agreed.sourceHash())
                        : Objects.equals(source.revision(), agreed.sourceRevision());
        if (!same) {
            return differing("Google Drive's content is not what was transferred.");
        }
        return hashed
                ? new Verdict(VerifyOutcome.EQUAL, null, false)
                : unknown(
                        "Google Drive tells no hash of it, only that it was not edited since;"
                                + " OneDrive's content is what was compared after its transfer.",
                        true);
    }

    /** The same, with a further sentence to its reason. */
    Verdict also(String sentence) {
        return new Verdict(outcome, reason + " " + sentence, readable);
    }

    static Verdict differing(String reason) {
        return new Verdict(VerifyOutcome.DIFFERING, reason, false);
    }

    static Verdict missing(String reason) {
        return new Verdict(VerifyOutcome.MISSING_AT_DESTINATION, reason, false);
    }

    static Verdict unknown(String reason, boolean readable) {
        return new Verdict(VerifyOutcome.NOT_COMPARABLE, reason, readable);
    }
}
