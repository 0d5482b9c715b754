package com.aqwacloud.sync.internal.store;

/** Totals since the first start. */
public final class Counters {
    /** Bytes of content uploaded. */
    public static final String BYTES_TRANSFERRED = "bytes-transferred";

    /** Sessions ever created. */
    public static final String SESSIONS = "sessions";

    /** The total, 0 if nothing was counted. */
    public long get(Tx tx, String name) {
        return tx.number("SELECT amount FROM counter WHERE name = ?", name);
    }

    /** Adds to the total. */
    public void add(Tx tx, String name, long amount) {
        if (tx.update("UPDATE counter SET amount = amount + ? WHERE name = ?", amount, name) == 0) {
            tx.update("INSERT INTO counter (name, amount) VALUES (?, ?)", name, amount);
        }
    }
}
