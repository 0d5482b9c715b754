package com.aqwacloud.sync.internal.plan;

import com.aqwacloud.sync.internal.store.Baseline;

/** Why an item has another name at the destination than at the source. */
public final class NameReason {
    private NameReason() {}

    /** One sentence about two names that differ. */
    public static String of(Baseline agreed) {
        String there = agreed.destinationName();
        boolean besideAnother = false;
        // Right below the root of a drive OneDrive refuses one name more.
        for (boolean top : new boolean[] {false, true}) {
            String encoded = NameEncoding.encode(agreed.name(), top);
            String wanted = NameRule.atDestination(agreed.name());
            if (there.equals(encoded)) {
                return "OneDrive does not take the name; it is written with characters that look"
                        + " alike.";
            }
            if (there.equals(NameRule.atDestination(agreed.name(), top, there.length()))) {
                return there.equals(wanted)
                        ? "The name is too long for OneDrive and was cut."
                        : "The path is too long for OneDrive, and the name was cut.";
            }
            besideAnother |= NameRule.isBeside(there, top ? encoded : wanted, agreed.sourceId());
        }
        return besideAnother
                ? "Another item of the folder had the name."
                : "It was renamed in OneDrive.";
    }
}
