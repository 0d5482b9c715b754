package com.aqwacloud.sync.internal.survey;

import com.aqwacloud.sync.api.Verification;
import com.aqwacloud.sync.api.Verification.Finding;
import com.aqwacloud.sync.api.VerifyOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a verification found so far: all counted, the first of each outcome told. Thread-safe. */
final class Findings {
    /** Guarded by this. */
    private final Map<VerifyOutcome, Long> counts = new EnumMap<>(VerifyOutcome.class);

    /** Guarded by this. */
    private final Map<VerifyOutcome, List<Finding>> told = new EnumMap<>(VerifyOutcome.class);

    synchronized void add(VerifyOutcome outcome, String path, String reason) {
        long count = counts.merge(outcome, 1L, Long::sum);
        if (outcome != VerifyOutcome.EQUAL && count <= Verification.MOST) {
            told.computeIfAbsent(outcome, each -> new ArrayList<>())
                    .add(new Finding(outcome, path, reason));
        }
    }

    synchronized Map<VerifyOutcome, Long> counts() {
        return new EnumMap<>(counts);
    }

    synchronized List<Finding> told() {
        return told.values().stream().flatMap(List::stream).toList();
    }
}
