package com.aqwacloud.sync.api;

/**
 * From when on a person is asked before files are deleted in OneDrive: if a poll would delete, with
 * what was deleted in the last hour or two, more than so many files, and more than such a share of
 * all that the session holds.
 *
 * @param files 0 to 1,000,000
 * @param percent 0 to 100; with 100 nobody is ever asked
 */
public record DeleteGuard(int files, int percent) {
    public static final String FILES = "deletes.max-files";
    public static final String PERCENT = "deletes.max-percent";

    static final int MOST_FILES = 1_000_000;
    static final int MOST_PERCENT = 100;

    /** Whether so many deletions are few enough, whatever number of files there is. */
    public boolean allows(long deletions) {
        return deletions <= files;
    }

    /** Whether so many deletions of so many files are few enough. */
    public boolean allows(long deletions, long all) {
        // With those of late there may be more than there are files left.
        return percent == MOST_PERCENT
                || allows(deletions)
                || deletions * (double) MOST_PERCENT <= all * (double) percent;
    }
}
