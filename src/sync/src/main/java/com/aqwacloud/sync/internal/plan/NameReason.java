package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;

/** Why an item has another name at the destination than at the source. */
public final class NameReason {
    private NameReason() {}

    /** One sentence about two names that differ. */
    public static String of(Baseline agreed) {
        String wanted = NameRule.atDestination(agreed.name());
        if (agreed.destinationName().equals(wanted)) {
            return NameEncoding.encode(agreed.name()).equals(wanted)
                    ? "OneDrive does not take the name; it is written with characters that look"
                            + " alike."
                    : "The name is too long for OneDrive and was cut.";
        }
        return NameRule.isBeside(agreed.destinationName(), wanted, agreed.sourceId())
                ? "Another item of the folder had the name."
                : "It was renamed in OneDrive.";
    }
}
