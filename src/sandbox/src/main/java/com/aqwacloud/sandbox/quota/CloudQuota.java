package com.aqwacloud.sandbox.quota;

import java.util.List;
import java.util.OptionalLong;

/**
 * What each account of a cloud may use.
 *
 * @param limits of calls, all of which hold; none for no limit
 * @param storageBytes room for files; empty for no limit
 */
public record CloudQuota(List<Limit> limits, OptionalLong storageBytes) {

    /** As it is unless someone says otherwise. */
    public static final CloudQuota OFF = new CloudQuota(List.of(), OptionalLong.empty());

    public CloudQuota {
        limits = List.copyOf(limits);
    }

    /**
     * Reads one as it stands in settings.
     *
     * @param limits as {@link Limit#parse} reads them, or {@code documented}
     * @param storageBytes less than 0 for no limit
     * @throws IllegalArgumentException naming what can't be read
     */
    public static CloudQuota parse(String cloud, String limits, long storageBytes) {
        return new CloudQuota(
                limits.trim().equals("documented") ? Limit.documented(cloud) : Limit.parse(limits),
                storageBytes < 0 ? OptionalLong.empty() : OptionalLong.of(storageBytes));
    }

    boolean isOff() {
        return limits.isEmpty();
    }
}
