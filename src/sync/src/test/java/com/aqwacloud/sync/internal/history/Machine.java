package com.aqwacloud.sync.internal.history;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveComponent;
import com.aqwacloud.sync.internal.store.Baselines;
import com.aqwacloud.sync.internal.store.CancelledDeletes;
import com.aqwacloud.sync.internal.store.Database;
import com.aqwacloud.sync.internal.store.Excluded;
import com.aqwacloud.sync.internal.store.FeedCursors;
import com.aqwacloud.sync.internal.store.GuardedDeletes;
import com.aqwacloud.sync.internal.store.HeldContents;
import com.aqwacloud.sync.internal.store.Items;
import com.aqwacloud.sync.internal.store.Jobs;
import com.aqwacloud.sync.internal.store.LeftToHeirs;
import com.aqwacloud.sync.internal.store.LostAccess;
import com.aqwacloud.sync.internal.store.MemoryStore;
import com.aqwacloud.sync.internal.store.StoredConflicts;
import com.aqwacloud.sync.internal.store.StoredSessions;
import com.aqwacloud.sync.internal.store.Unplaced;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** What all histories run on, one after the other. */
final class Machine {
    /** One for all, since making a database takes longer than any history. */
    static final MemoryStore STORE = new MemoryStore();

    static final Power POWER = power();
    static final Database DATABASE = new Database(POWER.dataSource());

    /** The same for those who watch, whom no failure of the power strikes. */
    static final Database WATCHED = new Database(POWER.watched());

    static final CamelContext CAMEL = camel();
    static final ScheduledExecutorService SCHEDULER =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        var thread = new Thread(work, "model");
                        thread.setDaemon(true);
                        return thread;
                    });

    private Machine() {}

    private static Power power() {
        try {
            return new Power(STORE.dataSource());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CamelContext camel() {
        var camel = new DefaultCamelContext();
        camel.addComponent("onedrive", new MicrosoftOneDriveComponent());
        return camel;
    }

    /** Forgets all that a history left. */
    static void clear() {
        DATABASE.change(
                tx -> {
                    new Jobs().forget(tx, Engine.SESSION);
                    new StoredConflicts().forget(tx, Engine.SESSION);
                    new Baselines().forget(tx, Engine.SESSION);
                    new Items().forget(tx, Engine.SESSION);
                    new FeedCursors().forget(tx, Engine.SESSION);
                    new HeldContents().forget(tx, Engine.SESSION);
                    new GuardedDeletes().forget(tx, Engine.SESSION);
                    new CancelledDeletes().forget(tx, Engine.SESSION);
                    new Excluded().forget(tx, Engine.SESSION);
                    new Unplaced().forget(tx, Engine.SESSION);
                    new LeftToHeirs().forget(tx, Engine.SESSION);
                    new LostAccess().forget(tx, Engine.SESSION);
                    new StoredSessions().delete(tx, Engine.SESSION);
                });
    }
}
