package com.aqwacloud.sync.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What of the selected folders and files a session takes.
 *
 * @param exclude what is left out
 * @param include what alone is taken; everything if there is no pattern
 * @param types the types of files that are taken
 * @param minSize files of fewer bytes are left out
 * @param maxSize files of more bytes are left out
 * @param minAge files are left out until their last change is that long ago
 * @param maxAge files are left out whose last change is longer ago
 */
public record SelectionFilter(
        FilePatterns exclude,
        FilePatterns include,
        FileTypes types,
        Optional<ByteSize> minSize,
        Optional<ByteSize> maxSize,
        Optional<Duration> minAge,
        Optional<Duration> maxAge) {
    public static final String EXCLUDE = "select.exclude";
    public static final String INCLUDE = "select.include";
    public static final String TYPES = "select.types";
    public static final String MIN_SIZE = "select.min-size";
    public static final String MAX_SIZE = "select.max-size";
    public static final String MIN_AGE = "select.min-age";
    public static final String MAX_AGE = "select.max-age";

    /** Takes everything. */
    public static final SelectionFilter ALL =
            new SelectionFilter(
                    FilePatterns.NONE,
                    FilePatterns.NONE,
                    FileTypes.ALL,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private static final int LONGEST = 8000;
    private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);
    private static final Duration LONGEST_AGE = Duration.ofDays(3650);

    /**
     * Why an item is left out.
     *
     * @param reason the rest of a sentence that begins with the item's path
     * @param withFolder whether it is left out only because a folder is that it is in
     * @param until when it is taken all the same unless it changes before, if ever
     */
    public record Exclusion(String reason, boolean withFolder, Optional<Instant> until) {
        private static Exclusion of(String reason) {
            return new Exclusion(reason, false, Optional.empty());
        }
    }

    /**
     * Reads the keys of a filter.
     *
     * @throws InvalidValueException naming the first key whose value is not possible
     */
    static SelectionFilter read(OptionReader in) {
        var filter =
                new SelectionFilter(
                        in.parsed(EXCLUDE, LONGEST, FilePatterns::parse),
                        in.parsed(INCLUDE, LONGEST, FilePatterns::parse),
                        in.parsed(TYPES, LONGEST, FileTypes::parse),
                        in.size(MIN_SIZE),
                        in.size(MAX_SIZE),
                        in.durationOrOff(MIN_AGE, SHORTEST_AGE, LONGEST_AGE),
                        in.durationOrOff(MAX_AGE, SHORTEST_AGE, LONGEST_AGE));
        filter.minSize.ifPresent(
                least -> in.atMost(MIN_SIZE, least.bytes(), MAX_SIZE, filter.mostBytes()));
        filter.minAge.ifPresent(
                least -> in.atMost(MIN_AGE, least.toMillis(), MAX_AGE, filter.longestMillis()));
        return filter;
    }

    private long mostBytes() {
        return maxSize.map(ByteSize::bytes).orElse(Long.MAX_VALUE);
    }

    private long longestMillis() {
        return maxAge.map(Duration::toMillis).orElse(Long.MAX_VALUE);
    }

    void write(Map<String, String> values) {
        values.put(EXCLUDE, exclude.toString());
        values.put(INCLUDE, include.toString());
        values.put(TYPES, types.toString());
        values.put(MIN_SIZE, OptionReader.orOff(minSize));
        values.put(MAX_SIZE, OptionReader.orOff(maxSize));
        values.put(MIN_AGE, OptionReader.orOff(minAge.map(Durations::format)));
        values.put(MAX_AGE, OptionReader.orOff(maxAge.map(Durations::format)));
    }

    /** Whether it takes everything. */
    public boolean takesAll() {
        return equals(ALL);
    }

    /** Whether it says anything of folders and what is in them. */
    public boolean asksForPaths() {
        return !exclude.isEmpty() || !include.isEmpty();
    }

    /**
     * Why an item is left out because of where it is and what it is called, if it is.
     *
     * @param folders the names of the folders that it is in, from the top of the selection
     * @param called its name; several where it has one at each side, of which any will do
     * @param folder whether it is a folder
     */
    public Optional<Exclusion> ofPath(
            List<String> folders, Collection<String> called, boolean folder) {
        Optional<FilePatterns.Match> match = exclude.outermost(folders, called, folder);
        if (match.isPresent()) {
            boolean withFolder = match.get().depth() < folders.size();
            return Optional.of(
                    new Exclusion(
                            (withFolder ? "its folder is" : "it is")
                                    + " left out by "
                                    + EXCLUDE
                                    + ": "
                                    + match.get().pattern(),
                            withFolder,
                            Optional.empty()));
        }
        return folder || isIncluded(folders, called, false)
                ? Optional.empty()
                : Optional.of(Exclusion.of("no pattern of " + INCLUDE + " means it"));
    }

    /**
     * Whether {@code include} means an item. A folder that it does not mean is taken only for what
     * is in it.
     */
    public boolean isIncluded(List<String> folders, Collection<String> called, boolean folder) {
        return include.isEmpty() || include.mean(folders, called, folder);
    }

    /**
     * Why a file is left out because of what it is, if it is.
     *
     * @param called its name; several where it has one at each side, of which any will do
     * @param mediaType its media type, or null
     * @param size bytes, or empty where that is not known
     * @param modifiedAt when it was last changed, or null where that is not known
     * @param now the time that its age counts to
     */
    public Optional<Exclusion> ofFile(
            Collection<String> called,
            String mediaType,
            OptionalLong size,
            Instant modifiedAt,
            Instant now) {
        if (!types.take(called, mediaType)) {
            return Optional.of(Exclusion.of("its type is left out by " + TYPES));
        }
        if (size.isPresent() && maxSize.isPresent() && size.getAsLong() > mostBytes()) {
            return Optional.of(
                    Exclusion.of("it is larger than " + maxSize.get() + " (" + MAX_SIZE + ")"));
        }
        if (size.isPresent() && minSize.isPresent() && size.getAsLong() < minSize.get().bytes()) {
            return Optional.of(
                    Exclusion.of("it is smaller than " + minSize.get() + " (" + MIN_SIZE + ")"));
        }
        return modifiedAt == null ? Optional.empty() : ofAge(modifiedAt, now);
    }

    private Optional<Exclusion> ofAge(Instant modifiedAt, Instant now) {
        if (maxAge.isPresent() && modifiedAt.plus(maxAge.get()).isBefore(now)) {
            return Optional.of(
                    Exclusion.of(
                            "it was changed more than "
                                    + Durations.format(maxAge.get())
                                    + " ago ("
                                    + MAX_AGE
                                    + ")"));
        }
        return minAge.map(modifiedAt::plus)
                .filter(due -> due.isAfter(now))
                .map(
                        due ->
                                new Exclusion(
                                        "it was changed less than "
                                                + Durations.format(minAge.get())
                                                + " ago and waits ("
                                                + MIN_AGE
                                                + ")",
                                        false,
                                        Optional.of(due)));
    }
}
