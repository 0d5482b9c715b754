package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.internal.store.QuotaUse;

/** Keeps what accounts use of their quotas from one start to the next. Thread-safe. */
public interface QuotaMemory {
    /** Forgets everything. */
    QuotaMemory NONE =
            new QuotaMemory() {
                @Override
                public QuotaUse recall(Cloud cloud, String account) {
                    return QuotaUse.NONE;
                }

                @Override
                public void keep(Cloud cloud, String account, QuotaUse use) {
                    // As it says.
                }
            };

    /** What was kept last; {@link QuotaUse#NONE} if nothing was. */
    QuotaUse recall(Cloud cloud, String account);

    /**
     * Keeps it instead of what was kept before.
     *
     * @throws RuntimeException if that failed
     */
    void keep(Cloud cloud, String account, QuotaUse use);
}
