package com.aqwacloud.bench.contender;

/**
 * How the distribution is set up for a run.
 *
 * @param heap largest Java heap, as {@code AQWA_HEAP} takes it
 * @param googleQuota as {@code quota.google} takes it
 * @param oneDriveQuota as {@code quota.onedrive} takes it
 * @param interval between two polls, as {@code monitor.interval} takes it
 * @param held whether jobs stay in the queue, so that nothing is transferred
 */
public record AqwaSettings(
        String heap, String googleQuota, String oneDriveQuota, String interval, boolean held) {

    /** More than can be asked for; still larger numbers cost memory in Camel's throttle. */
    private static final String NO_QUOTA = "100000/10s";

    private static final String USUAL_INTERVAL = "30s";

    /** Nothing stands in the way. */
    public static AqwaSettings free() {
        return new AqwaSettings("256m", NO_QUOTA, NO_QUOTA, USUAL_INTERVAL, false);
    }

    /** Inside quotas. */
    public static AqwaSettings within(String googleQuota, String oneDriveQuota) {
        return new AqwaSettings("256m", googleQuota, oneDriveQuota, USUAL_INTERVAL, false);
    }

    /** Lists, plans and polls each second, and transfers nothing. */
    public static AqwaSettings watching() {
        return new AqwaSettings("512m", NO_QUOTA, NO_QUOTA, "1s", true);
    }
}
