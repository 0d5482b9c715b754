package com.aqwacloud.sync.api;

import java.util.Locale;
import java.util.Optional;

/** Who decides the conflicts of some paths or of one type, and for whom. Immutable. */
public final class ConflictRule {
    private static final String TYPE = "type=";

    private final String text;
    private final PathPattern pattern;
    private final ConflictType type;
    private final ConflictStrategy strategy;
    private final ConflictPreference preference;

    private ConflictRule(
            String text,
            PathPattern pattern,
            ConflictType type,
            ConflictStrategy strategy,
            ConflictPreference preference) {
        this.text = text;
        this.pattern = pattern;
        this.type = type;
        this.strategy = strategy;
        this.preference = preference;
    }

    /**
     * The rule of that text: a path pattern, {@code type=} with a conflict's type, or both; last
     * who decides or who wins.
     *
     * @throws IllegalArgumentException if it is none; the message is the rest of a sentence that
     *     begins with the rule
     */
    static ConflictRule parse(String text) {
        String rule = text.trim().replaceAll("\\s+", " ");
        int last = rule.lastIndexOf(' ');
        if (last < 0) {
            throw new IllegalArgumentException(
                    "must be a path pattern, type= or both, and then who decides or wins");
        }
        String outcome = rule.substring(last + 1);
        ConflictStrategy strategy = find(ConflictStrategy.class, outcome).orElse(null);
        ConflictPreference preference = find(ConflictPreference.class, outcome).orElse(null);
        if (strategy == null && preference == null) {
            throw new IllegalArgumentException(
                    "ends in \""
                            + outcome
                            + "\", which must be one of "
                            + SessionOptions.words(ConflictStrategy.class)
                            + ", "
                            + SessionOptions.words(ConflictPreference.class));
        }
        String condition = rule.substring(0, last);
        int typed = (" " + condition.toLowerCase(Locale.ROOT)).lastIndexOf(" " + TYPE);
        String path = typed < 0 ? condition : condition.substring(0, typed).trim();
        return new ConflictRule(
                rule,
                path.isEmpty() ? null : pattern(path),
                typed < 0 ? null : type(condition.substring(typed + TYPE.length())),
                strategy == null ? ConflictStrategy.AUTO : strategy,
                preference);
    }

    private static PathPattern pattern(String path) {
        try {
            return PathPattern.parse(path);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "has the pattern \"" + path + "\", which " + e.getMessage(), e);
        }
    }

    private static ConflictType type(String words) {
        int space = words.indexOf(' ');
        String word = space < 0 ? words : words.substring(0, space);
        if (space >= 0 && find(ConflictType.class, word).isPresent()) {
            throw new IllegalArgumentException(
                    "has \""
                            + words.substring(space + 1)
                            + "\" after its type, where only who decides or wins may stand; a path"
                            + " pattern stands first, as in \"/a/** type="
                            + word
                            + " source\"");
        }
        return find(ConflictType.class, word)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "has the type \""
                                                + word
                                                + "\", which must be one of "
                                                + SessionOptions.words(ConflictType.class)));
    }

    private static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (SessionOptions.word(constant).equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }

    /** Whether the rule speaks of such a conflict. */
    public boolean matches(String path, ConflictType found) {
        return (type == null || type == found) && (pattern == null || pattern.matches(path));
    }

    /** Who decides. */
    public ConflictStrategy strategy() {
        return strategy;
    }

    /** Which side wins, or empty for the session's preference. */
    public Optional<ConflictPreference> preference() {
        return Optional.ofNullable(preference);
    }

    /** The rule as it was written. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConflictRule rule && text.equals(rule.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
