package com.aqwacloud.sync.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Patterns in the order in which they hold: the last that matches says what becomes of an item.
 *
 * @param patterns the patterns
 */
public record FilePatterns(List<FilePattern> patterns) {
    /** No pattern. */
    static final FilePatterns NONE = new FilePatterns(List.of());

    static final Separator BETWEEN = Separator.UNESCAPED_SEMICOLON;

    /**
     * A pattern that means an item or a folder that it is in.
     *
     * @param pattern the pattern
     * @param depth how many of the folders that the item is in are above what the pattern means
     */
    record Match(FilePattern pattern, int depth) {}

    public FilePatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads patterns with semicolons between them; a semicolon of a name has a backslash before it.
     *
     * @throws IllegalArgumentException if one is none; the message is the rest of a sentence that
     *     begins with what holds the patterns
     */
    static FilePatterns parse(String text) {
        var patterns = new ArrayList<FilePattern>();
        for (String part : BETWEEN.split(text)) {
            String pattern = trim(part);
            if (pattern.isEmpty()) {
                continue;
            }
            try {
                patterns.add(FilePattern.parse(pattern));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "holds the pattern \"" + pattern + "\", which " + e.getMessage(), e);
            }
        }
        return new FilePatterns(patterns);
    }

    /** Spaces around a pattern count for nothing, unless a backslash is before the last. */
    private static String trim(String part) {
        String bare = part.trim();
        int escapes = bare.length() - bare.replaceAll("\\\\+$", "").length();
        boolean keeps = escapes % 2 == 1 && part.stripTrailing().length() < part.length();
        return keeps ? bare + " " : bare;
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return patterns.isEmpty();
    }

    /**
     * The pattern that takes an item for meant, if there is one. What means a folder means all that
     * is in it, whatever other patterns say of that.
     */
    Optional<Match> outermost(List<String> folders, Collection<String> called, boolean folder) {
        for (int depth = 0; depth < folders.size(); depth++) {
            FilePattern last = last(folders.subList(0, depth), List.of(folders.get(depth)), true);
            if (last != null && !last.negated()) {
                return Optional.of(new Match(last, depth));
            }
        }
        return Optional.ofNullable(last(folders, called, folder))
                .filter(last -> !last.negated())
                .map(last -> new Match(last, folders.size()));
    }

    /**
     * Whether an item is meant by itself or, where no pattern speaks of it, with the nearest folder
     * of which one does.
     */
    boolean mean(List<String> folders, Collection<String> called, boolean folder) {
        FilePattern last = last(folders, called, folder);
        for (int depth = folders.size() - 1; last == null && depth >= 0; depth--) {
            last = last(folders.subList(0, depth), List.of(folders.get(depth)), true);
        }
        return last != null && !last.negated();
    }

    private FilePattern last(List<String> folders, Collection<String> called, boolean folder) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            if (patterns.get(i).matches(folders, called, folder)) {
                return patterns.get(i);
            }
        }
        return null;
    }

    /** As {@link #parse} reads it back. */
    @Override
    public String toString() {
        String text = String.join("; ", patterns.stream().map(FilePattern::toString).toList());
        return text.endsWith(" ") ? text + ";" : text;
    }
}
