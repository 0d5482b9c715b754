package com.aqwacloud.sync.internal.watch;

/**
 * Where the pages of a feed have led so far in a poll. Of all their places it remembers one, each
 * for twice as many pages as the one before: so it comes upon a circle of any length.
 *
 * @param place a place that a page was asked for at, or null
 * @param pages how many pages were read since
 * @param most after how many of them another place is remembered
 * @param again how often in all of them the place was told as the next
 */
record PagesRead(String place, long pages, long most, int again) {
    private static final int FIRST = 8;

    /** Those of a feed that is to be read from a place on. */
    static PagesRead from(String place) {
        return new PagesRead(place, 0, FIRST, 0);
    }

    /** The same, and one that told the place of the next. */
    PagesRead to(String next) {
        return pages == most
                ? new PagesRead(next, 0, 2 * most, 0)
                : new PagesRead(place, pages + 1, most, next.equals(place) ? again + 1 : again);
    }
}
