package com.aqwacloud.sync.internal.quota;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.QuotaUse;
import com.aqwacloud.sync.internal.store.QuotaUses;

/** Keeps it in the embedded store. */
public final class StoredQuotaMemory implements QuotaMemory {
    private final Database database;
    private final QuotaUses uses = new QuotaUses();

    public StoredQuotaMemory(Database database) {
        this.database = database;
    }

    @Override
    public QuotaUse recall(Cloud cloud, String account) {
        return database.read(tx -> uses.find(tx, cloud, account));
    }

    @Override
    public void keep(Cloud cloud, String account, QuotaUse use) {
        database.change(tx -> uses.put(tx, cloud, account, use));
    }
}
