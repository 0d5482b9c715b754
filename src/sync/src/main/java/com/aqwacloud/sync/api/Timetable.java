package com.aqwacloud.sync.api;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which bandwidth holds when, the same each week, by the time of day of the machine. No two entries
 * hold at the same time.
 *
 * @param entries may be empty
 */
public record Timetable(List<Entry> entries) {
    /** No time has a bandwidth of its own. */
    public static final Timetable EMPTY = new Timetable(List.of());

    static final Separator BETWEEN = Separator.SEMICOLON;

    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final List<String> DAYS =
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern FORM =
            Pattern.compile("(\\S+)\\s+(\\d\\d):(\\d\\d)\\s*-\\s*(\\d\\d):(\\d\\d)\\s+(\\S.*)");
    private static final String EXAMPLE = "mon-fri 08:00-18:00 1MB/s";

    /**
     * One line of the timetable.
     *
     * @param days as written, such as {@code mon-fri} or {@code mon,wed}
     * @param from first minute of the day, 0 to 1439
     * @param to the minute of the day at which it ends, more than {@code from}, at most 1440
     * @param rate what holds then, or empty for no limit
     */
    public record Entry(String days, int from, int to, Optional<ByteRate> rate) {
        boolean holds(DayOfWeek day, int minute) {
            return daysOf(days).contains(day) && minute >= from && minute < to;
        }

        /** As written in configuration. */
        @Override
        public String toString() {
            return days + " " + time(from) + "-" + time(to) + " " + OptionReader.orOff(rate);
        }

        private static String time(int minute) {
            return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
        }
    }

    /**
     * @throws IllegalArgumentException naming the two entries that hold at the same time, if any do
     */
    public Timetable {
        entries = List.copyOf(entries);
        refuseOverlaps(entries);
    }

    private static void refuseOverlaps(List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            for (int k = 0; k < i; k++) {
                Entry one = entries.get(k);
                Entry other = entries.get(i);
                Set<DayOfWeek> both = daysOf(one.days());
                both.retainAll(daysOf(other.days()));
                if (!both.isEmpty() && one.from() < other.to() && other.from() < one.to()) {
                    throw new IllegalArgumentException(
                            "must not overlap itself, but \""
                                    + one
                                    + "\" and \""
                                    + other
                                    + "\" both hold on "
                                    + DAYS.get(both.iterator().next().ordinal())
                                    + " at "
                                    + Entry.time(Math.max(one.from(), other.from())));
                }
            }
        }
    }

    /**
     * Reads entries with semicolons between, such as {@code mon-fri 08:00-18:00 1MB/s; sat-sun
     * 00:00-24:00 off}.
     *
     * @throws IllegalArgumentException saying what must be otherwise
     */
    static Timetable parse(String text) {
        var entries = new ArrayList<Entry>();
        for (String entry : BETWEEN.split(text)) {
            if (!entry.isBlank()) {
                entries.add(entry(entry.trim()));
            }
        }
        return new Timetable(entries);
    }

    private static Entry entry(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "must hold entries such as " + EXAMPLE + ", but holds \"" + text + "\"");
        }
        daysOf(parts.group(1));
        int from = minute(parts.group(2), parts.group(3), text);
        int to = minute(parts.group(4), parts.group(5), text);
        if (from >= to) {
            throw new IllegalArgumentException(
                    "must hold entries that end later on the same day than they begin (over"
                            + " midnight, write two: to 24:00 and from 00:00), but holds \""
                            + text
                            + "\"");
        }
        String days = parts.group(1).toLowerCase(Locale.ROOT);
        return new Entry(days, from, to, rate(parts.group(6), text));
    }

    private static int minute(String hours, String minutes, String text) {
        int minute = Integer.parseInt(hours) * 60 + Integer.parseInt(minutes);
        if (Integer.parseInt(minutes) > 59 || minute > MINUTES_OF_DAY) {
            throw new IllegalArgumentException(
                    "must hold times from 00:00 to 24:00, but holds \"" + text + "\"");
        }
        return minute;
    }

    private static Optional<ByteRate> rate(String rate, String text) {
        try {
            return rate.equalsIgnoreCase(OptionReader.OFF)
                    ? Optional.empty()
                    : Optional.of(ByteRate.parse(rate));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "must end each entry with a rate from 10KB/s, such as 1MB/s, or with off, but"
                            + " holds \""
                            + text
                            + "\"",
                    e);
        }
    }

    private static Set<DayOfWeek> daysOf(String text) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            int first = day(ends[0]);
            int last = day(ends[ends.length - 1]);
            if (ends.length > 2) {
                throw new IllegalArgumentException(
                        "must hold days such as mon or mon-fri, but holds \"" + part + "\"");
            }
            for (int day = first; ; day = (day + 1) % DAYS.size()) {
                days.add(DayOfWeek.of(day + 1));
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static int day(String name) {
        int day = DAYS.indexOf(name.toLowerCase(Locale.ROOT));
        if (day < 0) {
            throw new IllegalArgumentException(
                    "must name days as "
                            + String.join(", ", DAYS)
                            + ", but holds \""
                            + name
                            + "\"");
        }
        return day;
    }

    /** The entry that holds at a time of the machine's clock, if one does. */
    Optional<Entry> at(LocalDateTime time) {
        int minute = time.getHour() * 60 + time.getMinute();
        return entries.stream()
                .filter(entry -> entry.holds(time.getDayOfWeek(), minute))
                .findFirst();
    }

    /** As written in configuration. */
    @Override
    public String toString() {
        return entries.stream().map(Entry::toString).collect(Collectors.joining("; "));
    }
}
