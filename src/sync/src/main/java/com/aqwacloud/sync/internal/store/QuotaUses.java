package com.aqwacloud.sync.internal.store;

import com.aqwacloud.sync.api.Cloud;
import com.aqwacloud.sync.internal.store.QuotaUse.Spent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the accounts have used of their quotas. */
public final class QuotaUses {
    private static final String BETWEEN = " ";
    private static final String AMOUNT = ":";

    /** The account's; nothing if none was kept. */
    public QuotaUse find(Tx tx, Cloud cloud, String account) {
        return tx.first(
                        "SELECT paused_until, requests, units FROM quota_use WHERE cloud = ? AND"
                                + " account = ?",
                        row ->
                                new QuotaUse(
                                        Tx.instant(row, "paused_until"),
                                        parse(row.getString("requests")),
                                        parse(row.getString("units"))),
                        cloud,
                        account)
                .orElse(QuotaUse.NONE);
    }

    /** Keeps it instead of the one before. */
    public void put(Tx tx, Cloud cloud, String account, QuotaUse use) {
        String requests = stored(use.requests());
        String units = stored(use.units());
        int known =
                tx.update(
                        "UPDATE quota_use SET paused_until = ?, requests = ?, units = ? WHERE cloud"
                                + " = ? AND account = ?",
                        use.pausedUntil(),
                        requests,
                        units,
                        cloud,
                        account);
        if (known == 0) {
            tx.update(
                    "INSERT INTO quota_use (paused_until, requests, units, cloud, account) VALUES"
                            + " (?,?,?,?,?)",
                    use.pausedUntil(),
                    requests,
                    units,
                    cloud,
                    account);
        }
    }

    private static String stored(List<Spent> sums) {
        return sums.stream()
                .map(sum -> sum.at().toEpochMilli() + AMOUNT + sum.amount())
                .collect(Collectors.joining(BETWEEN));
    }

    private static List<Spent> parse(String stored) {
        return stored.isEmpty()
                ? List.of()
                : Arrays.stream(stored.split(BETWEEN)).map(QuotaUses::sum).toList();
    }

    private static Spent sum(String stored) {
        String[] parts = stored.split(AMOUNT);
        return new Spent(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
    }
}
