package com.aqwacloud.sync.api;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many bytes may move in each second.
 *
 * @param limit what holds where the timetable says nothing, or empty for no limit
 * @param timetable what holds at other times
 */
public record Bandwidth(Optional<ByteRate> limit, Timetable timetable) {
    /** Key of the limit, of a session as well as of the engine. */
    public static final String LIMIT = "bandwidth.limit";

    /** Key of the timetable, of a session as well as of the engine. */
    public static final String TIMETABLE = "bandwidth.timetable";

    /** Never a limit. */
    public static final Bandwidth UNLIMITED = new Bandwidth(Optional.empty(), Timetable.EMPTY);

    /**
     * Reads the two keys of the configuration, which is read however long it is; what is missing or
     * empty is no limit.
     *
     * @throws InvalidValueException naming the key whose value is not possible
     */
    public static Bandwidth read(Map<String, String> values) {
        var in =
                new OptionReader(
                        Map.of(
                                LIMIT, values.getOrDefault(LIMIT, OptionReader.OFF),
                                TIMETABLE, values.getOrDefault(TIMETABLE, "")),
                        Set.of());
        return new Bandwidth(in.rate(LIMIT), in.timetable(TIMETABLE));
    }

    /** Whether no time has a limit. */
    public boolean unlimited() {
        return limit.isEmpty()
                && timetable.entries().stream().allMatch(entry -> entry.rate().isEmpty());
    }

    /** The limit at a time of the machine's clock, or empty for none. */
    public Optional<ByteRate> at(LocalDateTime time) {
        Optional<Timetable.Entry> entry = timetable.at(time);
        return entry.isPresent() ? entry.get().rate() : limit;
    }
}
