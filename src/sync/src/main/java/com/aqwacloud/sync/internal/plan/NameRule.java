package com.aqwacloud.sync.internal.plan;

import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names at the destination: what OneDrive takes, and what goes beside what is there. */
final class NameRule {
    private static final int LONGEST = 255;
    private static final int LONGEST_EXTENSION = 100;
    private static final int MARKS = 4;
    private static final String MARK = " (";
    private static final Pattern KEPT =
            Pattern.compile(" \\(OneDrive(, \\d{4}-\\d\\d-\\d\\d)?(, \\d+)?\\)(?=(\\.[^.]*)?$)");

    private NameRule() {}

    /**
     * The name that a file of this name has at the destination. A name too long for it is cut, with
     * a mark that stays the same for the same name.
     */
    static String atDestination(String name) {
        return atDestination(name, false, LONGEST);
    }

    /**
     * The same, in a place where names may have only so many characters.
     *
     * @param top whether it is right below the root of the drive
     */
    static String atDestination(String name, boolean top, int room) {
        return cut(NameEncoding.encode(name, top), name, room);
    }

    /** Whether the destination's name is the source's, uncut. */
    static boolean isOf(String name, String sourceName) {
        return name.equals(atDestination(sourceName));
    }

    /** Whether the destination's name is the source's, cut where paths were too long for it. */
    static boolean isCut(String name, String sourceName) {
        return name.length() < atDestination(sourceName).length()
                && name.equals(atDestination(sourceName, false, name.length()));
    }

    /** A name of the destination's own, as it is where names may have only so many characters. */
    static String fitted(String name, int room) {
        return cut(name, name, room);
    }

    private static String cut(String encoded, String name, int room) {
        return encoded.length() <= Math.min(LONGEST, room)
                ? encoded
                : insert(encoded, mark(name), room);
    }

    private static String mark(String seed) {
        return MARK + Integer.toUnsignedString(seed.hashCode(), 36) + ")";
    }

    /** Another name for a second item of that name in the same folder; the same for the same id. */
    static String beside(String name, String sourceId) {
        return beside(name, sourceId, 1);
    }

    /** The same, where the first so many minus one names are taken as well. */
    static String beside(String name, String sourceId, int number) {
        return beside(name, sourceId, number, LONGEST);
    }

    /** The same, where names may have only so many characters. */
    static String beside(String name, String sourceId, int number, int room) {
        return insert(name, mark(number == 1 ? sourceId : sourceId + "#" + number), room);
    }

    /** How all names begin that {@link #beside} gives, unless they had to be cut. */
    static String besideStart(String name) {
        return name.substring(0, name.length() - extension(name).length()) + MARK;
    }

    /** Whether that name is one of those that {@link #beside} gives first. */
    static boolean isBeside(String candidate, String name, String sourceId) {
        return besides(candidate, name, sourceId).anyMatch(candidate::equals);
    }

    /** The same, the case of letters aside. */
    static boolean isBesideInAnyCase(String candidate, String name, String sourceId) {
        return besides(candidate, name, sourceId).anyMatch(candidate::equalsIgnoreCase);
    }

    private static Stream<String> besides(String candidate, String name, String sourceId) {
        return IntStream.rangeClosed(1, MARKS)
                .mapToObj(number -> beside(name, sourceId, number, candidate.length()));
    }

    /**
     * The name under which the destination's file is kept beside the source's. A file that was kept
     * before is not marked twice.
     *
     * @param date when it was modified, or null
     * @param number how many files are kept under that date, this one counted
     */
    static String kept(String name, String date, int number) {
        return kept(name, date, number, LONGEST);
    }

    /** The same, where names may have only so many characters. */
    static String kept(String name, String date, int number, int room) {
        String mark =
                " (OneDrive"
                        + (date == null ? "" : ", " + date)
                        + (number == 1 ? "" : ", " + number)
                        + ")";
        return insert(bare(name), mark, room);
    }

    /** Whether {@link #kept} gave that name. */
    static boolean isKept(String name) {
        return !bare(name).equals(name);
    }

    /** Whether {@link #kept} gave that name to a file of the other. */
    static boolean isKeptOf(String kept, String name) {
        return isKept(kept) && bare(kept).equals(bare(name));
    }

    private static String bare(String name) {
        return KEPT.matcher(name).replaceFirst("");
    }

    /**
     * Puts the mark before the extension; the name is cut before the mark where it gets too long,
     * and has no extension where only that would be left. Its first character, which may be two
     * units long, always stays: OneDrive takes no name that begins with the mark's space.
     */
    private static String insert(String name, String mark, int room) {
        int unmarked = Math.min(LONGEST, room) - mark.length();
        int first = Character.charCount(name.codePointAt(0));
        String end = extension(name).length() + first <= unmarked ? extension(name) : "";
        int stem = Math.max(first, Math.min(name.length(), unmarked) - end.length());
        int whole = Character.isHighSurrogate(name.charAt(stem - 1)) ? stem - 1 : stem;
        return name.substring(0, whole) + mark + end;
    }

    private static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
    }
}
