package com.aqwacloud.sync.api;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads option values, naming the key of the first that is not possible. */
final class OptionReader {
    private static final Pattern ITEM_ID = Pattern.compile("[A-Za-z0-9_!.-]{1,200}");
    private static final int LONGEST_TIMETABLE = 2000;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);

    static final Separator BETWEEN_IDS = Separator.COMMA;
    static final Separator BETWEEN_RULES = Separator.SEMICOLON;

    /** Says that there is no limit. */
    static final String OFF = "off";

    private static final int LONGEST_FOLDER_PATH = 400;
    private static final int LONGEST_RULES = 8000;

    private final Map<String, String> values;
    private final Set<String> limited;

    OptionReader(Map<String, String> values) {
        this(values, values.keySet());
    }

    /**
     * @param limited the keys of the lists whose length counts: what the store holds is read
     *     however long it is
     */
    OptionReader(Map<String, String> values, Set<String> limited) {
        this.values = values;
        this.limited = limited;
    }

    boolean bool(String key) {
        return switch (values.get(key).toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw refuse(key, "must be true or false");
        };
    }

    int integer(String key, int least, int most) {
        String expected = "must be a whole number from " + least + " to " + most;
        try {
            int value = Integer.parseInt(values.get(key));
            if (value < least || value > most) {
                throw refuse(key, expected);
            }
            return value;
        } catch (NumberFormatException e) {
            throw refuse(key, expected);
        }
    }

    Duration duration(String key, Duration least, Duration most) {
        String expected =
                "must be a duration from "
                        + Durations.format(least)
                        + " to "
                        + Durations.format(most)
                        + ", such as 30s";
        try {
            Duration value = Durations.parse(values.get(key));
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw refuse(key, expected);
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw refuse(key, expected);
        }
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        try {
            return Enum.valueOf(type, values.get(key).toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw refuse(key, "must be one of " + SessionOptions.words(type));
        }
    }

    ExportFormats exports() {
        var formats = new EnumMap<DocumentType, ExportFormat>(DocumentType.class);
        for (DocumentType type : DocumentType.values()) {
            String word = values.get(type.option()).toLowerCase(Locale.ROOT);
            if (!word.equals(ExportFormats.SKIP)) {
                formats.put(type, format(type, word));
            }
        }
        return new ExportFormats(formats);
    }

    private ExportFormat format(DocumentType type, String word) {
        return type.formats().stream()
                .filter(format -> format.extension().equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                refuse(
                                        type.option(),
                                        "must be one of " + String.join(", ", type.words())));
    }

    <E extends Enum<E>> E choiceOrNull(String key, Class<E> type) {
        return values.get(key).isEmpty() ? null : choice(key, type);
    }

    List<ConflictRule> rules(String key) {
        refuseControlCharacters(key);
        return bounded(key, LONGEST_RULES, text -> rules(key, text), OptionReader::written);
    }

    private static List<ConflictRule> rules(String key, String text) {
        return BETWEEN_RULES.split(text).stream()
                .map(String::trim)
                .filter(rule -> !rule.isEmpty())
                .map(rule -> rule(key, rule))
                .toList();
    }

    /** How rules are written. */
    static String written(List<ConflictRule> rules) {
        return String.join("; ", rules.stream().map(ConflictRule::toString).toList());
    }

    private static ConflictRule rule(String key, String rule) {
        try {
            return ConflictRule.parse(rule);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(
                    key, "holds the rule \"" + rule + "\"; it " + e.getMessage());
        }
    }

    QuotaWindow quota(String key) {
        return window(key, "must be requests per time of at most 31 days, such as 1000/100s");
    }

    /** A window of cost units, or empty for "off". */
    Optional<QuotaWindow> units(String key) {
        return values.get(key).equalsIgnoreCase(OFF)
                ? Optional.empty()
                : Optional.of(
                        window(
                                key,
                                "must be cost units per time of at most 31 days, such as 1250/60s, or "
                                        + OFF));
    }

    private QuotaWindow window(String key, String expected) {
        String[] parts = values.get(key).split("/", -1);
        try {
            if (parts.length == 2) {
                Duration length = Durations.parse(parts[1]);
                if (length.compareTo(LONGEST_WINDOW) <= 0) {
                    return new QuotaWindow(Integer.parseInt(parts[0].trim()), length);
                }
            }
        } catch (IllegalArgumentException e) {
            throw refuse(key, expected);
        }
        throw refuse(key, expected);
    }

    /** A rate, or empty for "off" and for nothing. */
    Optional<ByteRate> rate(String key) {
        String value = values.get(key);
        try {
            return value.isEmpty() || value.equalsIgnoreCase(OFF)
                    ? Optional.empty()
                    : Optional.of(ByteRate.parse(value));
        } catch (IllegalArgumentException e) {
            throw refuse(key, "must be a rate from 10KB/s to 1000GB/s such as 2MB/s, or " + OFF);
        }
    }

    /** A timetable; "off" and nothing are the empty one. */
    Timetable timetable(String key) {
        return bounded(
                key,
                LONGEST_TIMETABLE,
                text -> text.equalsIgnoreCase(OFF) ? Timetable.EMPTY : Timetable.parse(text),
                Timetable::toString);
    }

    /** A list of at most so many characters, as {@code parser} reads it. */
    <T> T parsed(String key, int longest, Function<String, T> parser) {
        refuseControlCharacters(key);
        return bounded(key, longest, parser, Object::toString);
    }

    private void refuseControlCharacters(String key) {
        if (values.get(key).chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException(key, "must not hold control characters");
        }
    }

    private <T> T bounded(
            String key, int longest, Function<String, T> parser, Function<T, String> writer) {
        String text = values.get(key);
        if (limited.contains(key) && text.length() > longest) {
            throw new InvalidValueException(key, "must have at most " + longest + " characters");
        }
        T value;
        try {
            value = parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(key, e.getMessage());
        }
        int kept = writer.apply(value).length();
        if (limited.contains(key) && kept > longest) {
            throw new InvalidValueException(
                    key,
                    "must have at most "
                            + longest
                            + " characters as it is kept, with a space between two parts; that way it"
                            + " has "
                            + kept);
        }
        return value;
    }

    /** A size, or empty for "off" and for nothing. */
    Optional<ByteSize> size(String key) {
        try {
            return isOff(key) ? Optional.empty() : Optional.of(ByteSize.parse(values.get(key)));
        } catch (IllegalArgumentException e) {
            throw refuse(key, "must be a size of at least 1 byte such as 10KB or 2GB, or " + OFF);
        }
    }

    /** A duration, or empty for "off" and for nothing. */
    Optional<Duration> durationOrOff(String key, Duration least, Duration most) {
        return isOff(key) ? Optional.empty() : Optional.of(duration(key, least, most));
    }

    /** Refuses a key whose value is more than that of another. */
    void atMost(String key, long value, String other, long most) {
        if (value > most) {
            throw refuse(
                    key,
                    "must not be more than " + other + ", which is \"" + values.get(other) + "\"");
        }
    }

    private boolean isOff(String key) {
        return values.get(key).isEmpty() || values.get(key).equalsIgnoreCase(OFF);
    }

    /** How a value that may be missing is written. */
    static String orOff(Optional<?> value) {
        return value.map(Object::toString).orElse(OFF);
    }

    List<String> list(String key) {
        var ids = BETWEEN_IDS.split(values.get(key)).stream().map(String::trim);
        return ids.filter(id -> !id.isEmpty())
                .distinct()
                .peek(
                        id -> {
                            if (!ITEM_ID.matcher(id).matches()) {
                                throw refuse(key, "holds \"" + id + "\", which is no item id");
                            }
                        })
                .toList();
    }

    String folder(String key) {
        String path = values.get(key);
        if (!path.startsWith("/") || path.length() > LONGEST_FOLDER_PATH) {
            throw refuse(
                    key,
                    "must be a path beginning with \"/\" of at most "
                            + LONGEST_FOLDER_PATH
                            + " characters");
        }
        refuseControlCharacters(key);
        if (Stream.of(path.split("/")).anyMatch(name -> name.equals(".") || name.equals(".."))) {
            throw refuse(key, "must not hold . or .. as a folder name");
        }
        String trimmed = path.replaceAll("/+", "/");
        return trimmed.length() > 1 && trimmed.endsWith("/")
                ? trimmed.substring(0, trimmed.length() - 1)
                : trimmed;
    }

    private InvalidValueException refuse(String key, String reason) {
        return new InvalidValueException(key, reason + "; it is \"" + values.get(key) + "\"");
    }
}
