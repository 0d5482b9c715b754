package com.aqwacloud.sync.internal.plan;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Names at the destination: what OneDrive takes, and what goes beside what is there. */
final class NameRule {
    private static final int LONGEST = 255;
    private static final int LONGEST_EXTENSION = 100;
    private static final int MARKS = 4;
    private static final Pattern KEPT =
            Pattern.compile(" \\(OneDrive(, \\d{4}-\\d\\d-\\d\\d)?(, \\d+)?\\)(?=(\\.[^.]*)?$)");

    private NameRule() {}

    /**
     * The name that a file of this name has at the destination. A name too long for it is cut, with
     * a mark that stays the same for the same name.
     */
    static String atDestination(String name) {
        String encoded = NameEncoding.encode(name);
        return encoded.length() <= LONGEST
                ? encoded
                : insert(encoded, " (" + Integer.toUnsignedString(name.hashCode(), 36) + ")");
    }

    /** Another name for a second item of that name in the same folder; the same for the same id. */
    static String beside(String name, String sourceId) {
        return beside(name, sourceId, 1);
    }

    /** The same, where the first so many minus one names are taken as well. */
    static String beside(String name, String sourceId, int number) {
        String seed = number == 1 ? sourceId : sourceId + "#" + number;
        return insert(name, " (" + Integer.toUnsignedString(seed.hashCode(), 36) + ")");
    }

    /** Whether that name is one of those that {@link #beside} gives first. */
    static boolean isBeside(String candidate, String name, String sourceId) {
        return IntStream.rangeClosed(1, MARKS)
                .anyMatch(number -> candidate.equals(beside(name, sourceId, number)));
    }

    /**
     * The name under which the destination's file is kept beside the source's. A file that was kept
     * before is not marked twice.
     *
     * @param date when it was modified, or null
     * @param number how many files are kept under that date, this one counted
     */
    static String kept(String name, String date, int number) {
        String mark =
                " (OneDrive"
                        + (date == null ? "" : ", " + date)
                        + (number == 1 ? "" : ", " + number)
                        + ")";
        return insert(bare(name), mark);
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

    /** Whether the destination takes the two for the same name. */
    static boolean same(String one, String other) {
        return Normalizer.normalize(one, Normalizer.Form.NFC)
                .equalsIgnoreCase(Normalizer.normalize(other, Normalizer.Form.NFC));
    }

    /**
     * Puts the mark before the extension; the name is cut before the mark where it gets too long.
     */
    private static String insert(String name, String mark) {
        int dot = name.lastIndexOf('.');
        String end = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int stem = Math.min(name.length() - end.length(), LONGEST - mark.length() - end.length());
        int whole = Character.isHighSurrogate(name.charAt(stem - 1)) ? stem - 1 : stem;
        return name.substring(0, whole) + mark + end;
    }
}
