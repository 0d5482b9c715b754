package com.aqwacloud.sandbox.google;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a user has read what changed: a number for the own files, and one more for each further
 * volume. Immutable.
 *
 * @param own in the feed of the user's own files, or of the drive that alone is asked for
 * @param others by the keys of the volumes
 */
record FeedPosition(long own, Map<String, Long> others) {

    /** The key of how many shared drives are gone. */
    static final String GONE = "-";

    private static final Pattern SHAPE =
            Pattern.compile("\\d{1,18}(~[A-Za-z0-9_@-]{1,80}\\.\\d{1,18}){0,1000}");

    FeedPosition {
        others = Map.copyOf(others);
    }

    static Optional<FeedPosition> parse(String token) {
        if (!SHAPE.matcher(token).matches()) {
            return Optional.empty();
        }
        String[] parts = token.split("~");
        Map<String, Long> others = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int dot = parts[i].lastIndexOf('.');
            others.put(parts[i].substring(0, dot), Long.parseLong(parts[i].substring(dot + 1)));
        }
        return Optional.of(new FeedPosition(Long.parseLong(parts[0]), others));
    }

    String token() {
        StringBuilder token = new StringBuilder(Long.toString(own));
        others.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        e -> token.append('~').append(e.getKey()).append('.').append(e.getValue()));
        return token.toString();
    }

    /** In the feed of a volume; one that is new to the reader is read from its beginning. */
    long in(Volume volume) {
        return volume.key().isEmpty()
                ? own
                : others.getOrDefault(volume.key(), volume.folder().firstSeq());
    }

    FeedPosition at(String key, long position) {
        if (key.isEmpty()) {
            return new FeedPosition(position, others);
        }
        Map<String, Long> more = new LinkedHashMap<>(others);
        more.put(key, position);
        return new FeedPosition(own, more);
    }
}
