package com.aqwacloud.bench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How figures are written, and what is made of them. */
public final class Figures {

    private static final double MEGA = 1_000_000;
    private static final double MEBI = 1024 * 1024;

    private Figures() {}

    /** Three digits that count: {@code 0.42}, {@code 4.20}, {@code 42.0}, {@code 420}. */
    public static String of(double value) {
        double size = Math.abs(value);
        int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A count with separators. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Seconds. */
    public static String seconds(Duration time) {
        return of(inSeconds(time));
    }

    /** Whole MiB. */
    public static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%,.0f", bytes / MEBI);
    }

    /** So many a second. */
    public static double rate(double amount, Duration time) {
        return amount / inSeconds(time);
    }

    /** Millions of bytes a second. */
    public static double megabytesRate(long bytes, Duration time) {
        return rate(bytes / MEGA, time);
    }

    /** A size as people say it: {@code 1 KiB}, {@code 10 MiB}. */
    public static String size(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB"};
        double left = bytes;
        int unit = 0;
        while (left >= 1024 && unit < units.length - 1) {
            left /= 1024;
            unit++;
        }
        return (left == Math.rint(left) ? Long.toString((long) left) : of(left))
                + " "
                + units[unit];
    }

    /**
     * The one in the middle; of two, the smaller.
     *
     * @param values one at least
     */
    public static <T> T median(List<T> values, Comparator<T> order) {
        List<T> sorted = new ArrayList<>(values);
        sorted.sort(order);
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static double inSeconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
