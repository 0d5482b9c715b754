package com.aqwacloud.sandbox.quota;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What accounts may use, and what they have used. Thread-safe. */
public final class Quotas {

    private final Clock clock;

    /** By cloud. */
    private final Map<String, CloudQuota> clouds = new ConcurrentHashMap<>();

    /** By cloud and account; instead of what holds for the cloud. */
    private final Map<String, CloudQuota> accounts = new ConcurrentHashMap<>();

    /** By cloud and account. */
    private final Map<String, Meters> meters = new ConcurrentHashMap<>();

    /** Those of one account. Guards itself. */
    private static final class Meters {
        private final CloudQuota quota;
        private final List<Meter> all = new ArrayList<>();

        Meters(CloudQuota quota, Instant now) {
            this.quota = quota;
            quota.limits().forEach(limit -> all.add(new Meter(limit, now)));
        }
    }

    public Quotas(Clock clock) {
        this.clock = Objects.requireNonNull(clock);
    }

    /** Sets what holds for each account of a cloud, unless it has a quota of its own. */
    public void set(String cloud, CloudQuota quota) {
        clouds.put(cloud, quota);
        meters.keySet().removeIf(key -> key.startsWith(cloud + "/"));
    }

    /** Sets what holds for one account. */
    public void set(String cloud, String account, CloudQuota quota) {
        accounts.put(cloud + "/" + account, quota);
        meters.remove(cloud + "/" + account);
    }

    /** Takes back what was set for single accounts of a cloud. */
    public void forgetAccounts(String cloud) {
        accounts.keySet().removeIf(key -> key.startsWith(cloud + "/"));
        meters.keySet().removeIf(key -> key.startsWith(cloud + "/"));
    }

    public CloudQuota of(String cloud) {
        return clouds.getOrDefault(cloud, CloudQuota.OFF);
    }

    public CloudQuota of(String cloud, String account) {
        CloudQuota own = accounts.get(cloud + "/" + account);
        return own == null ? of(cloud) : own;
    }

    /** The accounts with a quota of their own. */
    public List<String> accounts(String cloud) {
        return accounts.keySet().stream()
                .filter(key -> key.startsWith(cloud + "/"))
                .map(key -> key.substring(cloud.length() + 1))
                .sorted()
                .toList();
    }

    public OptionalLong storageBytes(String cloud, String account) {
        return of(cloud, account).storageBytes();
    }

    /**
     * How much of a limit is used, as of now.
     *
     * @param used in the present window
     * @param granted in all windows since the limit was set; what was refused does not count
     */
    public record Used(String account, Limit limit, long used, long granted) {}

    /** What the accounts of a cloud have used of their limits, as far as they were asked. */
    public List<Used> used(String cloud) {
        List<Used> all = new ArrayList<>();
        meters.forEach(
                (key, held) -> {
                    if (key.startsWith(cloud + "/")) {
                        String account = key.substring(cloud.length() + 1);
                        synchronized (held) {
                            Instant now = clock.instant();
                            for (Meter meter : held.all) {
                                meter.roll(now, holdsItAgainst(cloud));
                                all.add(
                                        new Used(
                                                account,
                                                meter.limit(),
                                                meter.used(),
                                                meter.granted()));
                            }
                        }
                    }
                });
        all.sort(Comparator.comparing(Used::account));
        return all;
    }

    /**
     * Takes a request's cost from what the account has left; nothing is taken by what is refused,
     * but OneDrive counts that too, also for the next window.
     *
     * @param detail {@code token} for a delta with one, {@code permissions} where they are asked
     *     for, else empty
     */
    public Charge charge(String cloud, String account, String operation, String detail) {
        CloudQuota quota = of(cloud, account);
        if (quota.isOff() || Costs.isFree(operation)) {
            return Charge.FREE;
        }
        Meters held =
                meters.compute(
                        cloud + "/" + account,
                        (key, old) ->
                                old != null && old.quota.equals(quota)
                                        ? old
                                        : new Meters(quota, clock.instant()));
        long units = Costs.units(cloud, operation, detail);
        synchronized (held) {
            return charge(held.all, clock.instant(), holdsItAgainst(cloud), units);
        }
    }

    private static Charge charge(List<Meter> meters, Instant now, boolean held, long units) {
        long wait = 0;
        for (Meter meter : meters) {
            meter.roll(now, held);
            if (!meter.hasRoomFor(amount(meter, units))) {
                wait = Math.max(wait, meter.secondsLeft(now));
            }
        }
        if (wait == 0 || held) {
            boolean refused = wait > 0;
            meters.forEach(meter -> meter.add(amount(meter, units), refused));
        }
        return new Charge(wait > 0, wait, usage(meters, now, wait));
    }

    private static Optional<Charge.Usage> usage(List<Meter> meters, Instant now, long wait) {
        return meters.stream()
                .filter(meter -> meter.limit().counted() == Counted.UNITS)
                .min(Comparator.comparing(meter -> meter.limit().window()))
                .filter(meter -> meter.used() * 5 >= meter.limit().most() * 4)
                .map(
                        meter ->
                                new Charge.Usage(
                                        meter.limit().most(),
                                        Math.max(0, meter.limit().most() - meter.used()),
                                        wait > 0 ? wait : meter.secondsLeft(now)));
    }

    private static long amount(Meter meter, long units) {
        return meter.limit().counted() == Counted.UNITS ? units : 1;
    }

    /** Whether a cloud holds it against those who do not wait. */
    private static boolean holdsItAgainst(String cloud) {
        return cloud.equals("onedrive");
    }
}
