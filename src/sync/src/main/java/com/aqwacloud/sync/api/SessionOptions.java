package com.aqwacloud.sync.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a session behaves. The same keys are used in {@code etc/aqwa.sessions.cfg}, by the console
 * and by the API.
 *
 * @param selection ids of the folders, files and shared drives to move, {@link #MY_DRIVE}, {@link
 *     #SHARED_WITH_ME}; empty means all of the account's own drive
 * @param destinationFolder path of the folder in OneDrive that receives them, beginning with "/"
 * @param filter what of the selected items is taken
 * @param exports what documents of Google's editors become
 * @param shortcuts what shortcuts become
 * @param realtimeEnabled whether the session's events are published as they happen
 * @param monitorEnabled whether the feeds are polled by themselves
 * @param monitorInterval time between two polls; at least one second
 * @param maxConcurrentTransfers 1 to 32
 * @param autoResolve whether conflicts are decided by the strategy at all; if not, all go to the
 *     inbox
 * @param strategy who decides
 * @param preference which side wins where the engine decides
 * @param rules what holds instead for some paths and types of conflicts; the first that matches
 * @param promptDeadline how long a conflict waits for an answer where a person is asked
 * @param promptDefault which side wins after that; null for the preference
 * @param deleteGuard from when on a person is asked before files are deleted
 * @param maxRetries 0 to 20 further tries after a failure that may pass
 * @param retryDelay wait before the first of them; it doubles with each
 * @param googleQuota the window of requests to Google Drive
 * @param oneDriveQuota the window of requests to OneDrive
 * @param googleUnits the window of Google Drive's cost units, or empty for none
 * @param oneDriveUnits the window of Microsoft Graph's resource units, or empty for none
 * @param bandwidth how many bytes of content may be read in each second
 */
public record SessionOptions(
        List<String> selection,
        String destinationFolder,
        SelectionFilter filter,
        ExportFormats exports,
        ShortcutPolicy shortcuts,
        boolean realtimeEnabled,
        boolean monitorEnabled,
        Duration monitorInterval,
        int maxConcurrentTransfers,
        boolean autoResolve,
        ConflictStrategy strategy,
        ConflictPreference preference,
        List<ConflictRule> rules,
        Duration promptDeadline,
        ConflictPreference promptDefault,
        DeleteGuard deleteGuard,
        int maxRetries,
        Duration retryDelay,
        QuotaWindow googleQuota,
        QuotaWindow oneDriveQuota,
        Optional<QuotaWindow> googleUnits,
        Optional<QuotaWindow> oneDriveUnits,
        Bandwidth bandwidth) {

    public static final String SELECTION = "selection";

    /** In a selection, all that is in the account's own drive. */
    public static final String MY_DRIVE = "my-drive";

    /** In a selection, all that others share with the account. */
    public static final String SHARED_WITH_ME = "shared-with-me";

    public static final String DESTINATION_FOLDER = "destination.folder";
    public static final String SHORTCUTS = "shortcuts";
    public static final String REALTIME_ENABLED = "realtime.enabled";
    public static final String MONITOR_ENABLED = "monitor.enabled";
    public static final String MONITOR_INTERVAL = "monitor.interval";
    public static final String MAX_CONCURRENT = "transfers.max-concurrent";
    public static final String AUTO_RESOLVE = "conflicts.auto-resolve";
    public static final String STRATEGY = "conflicts.strategy";
    public static final String PREFERENCE = "conflicts.prefer";
    public static final String RULES = "conflicts.rules";
    public static final String PROMPT_DEADLINE = "conflicts.prompt.deadline";
    public static final String PROMPT_DEFAULT = "conflicts.prompt.default";
    public static final String MAX_RETRIES = "retry.max";
    public static final String RETRY_DELAY = "retry.delay";
    public static final String GOOGLE_QUOTA = "quota.google";
    public static final String ONEDRIVE_QUOTA = "quota.onedrive";
    public static final String GOOGLE_UNITS = "quota.google.units";
    public static final String ONEDRIVE_UNITS = "quota.onedrive.units";

    /** What stands between the parts of those that hold several. */
    private static final Map<String, Separator> SEPARATORS =
            Map.of(
                    SELECTION,
                    OptionReader.BETWEEN_IDS,
                    SelectionFilter.EXCLUDE,
                    FilePatterns.BETWEEN,
                    SelectionFilter.INCLUDE,
                    FilePatterns.BETWEEN,
                    SelectionFilter.TYPES,
                    FileTypes.BETWEEN,
                    RULES,
                    OptionReader.BETWEEN_RULES,
                    Bandwidth.TIMETABLE,
                    Timetable.BETWEEN);

    /** What a session does that says nothing; the quotas are the documented windows. */
    public static final SessionOptions DEFAULTS =
            new SessionOptions(
                    List.of(),
                    "/",
                    SelectionFilter.ALL,
                    ExportFormats.USUAL,
                    ShortcutPolicy.SKIP,
                    true,
                    true,
                    Duration.ofSeconds(30),
                    3,
                    true,
                    ConflictStrategy.AUTO,
                    ConflictPreference.NEWER,
                    List.of(),
                    Duration.ofHours(24),
                    null,
                    new DeleteGuard(50, 25),
                    3,
                    Duration.ofSeconds(5),
                    new QuotaWindow(1000, Duration.ofSeconds(100)),
                    new QuotaWindow(10_000, Duration.ofMinutes(10)),
                    Optional.empty(),
                    Optional.empty(),
                    Bandwidth.UNLIMITED);

    public SessionOptions {
        selection = List.copyOf(selection);
        rules = List.copyOf(rules);
    }

    /** The first rule that speaks of such a conflict, if there is one. */
    public Optional<ConflictRule> rule(String path, ConflictType type) {
        return rules.stream().filter(rule -> rule.matches(path, type)).findFirst();
    }

    /** All keys that {@link #with} knows, in the order people read them. */
    public static Set<String> keys() {
        return DEFAULTS.toMap().keySet();
    }

    /**
     * These options with some values replaced.
     *
     * @throws InvalidValueException naming the first key that is unknown or whose value is not
     *     possible
     */
    public SessionOptions with(Map<String, String> values) {
        return with(values, values.keySet());
    }

    /**
     * The value of an option that holds several parts, as {@link #with} reads it.
     *
     * @throws InvalidValueException naming the key if it is unknown, holds but one value, or a part
     *     is not one
     */
    public static String join(String key, List<String> parts) {
        if (!keys().contains(key)) {
            throw unknown(key);
        }
        Separator between = SEPARATORS.get(key);
        if (between == null) {
            throw new InvalidValueException(key, "must be one value, not a list");
        }
        try {
            return between.join(parts);
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(key, e.getMessage());
        }
    }

    /**
     * The options of which {@link #toMap} was kept. Lists of any length are read, as what was once
     * accepted must not become unreadable.
     *
     * @throws InvalidValueException naming the first key that is unknown or whose value is not
     *     possible
     */
    public static SessionOptions kept(Map<String, String> values) {
        return DEFAULTS.with(values, Set.of());
    }

    private SessionOptions with(Map<String, String> values, Set<String> limited) {
        var all = new LinkedHashMap<>(toMap());
        for (var entry : values.entrySet()) {
            if (!all.containsKey(entry.getKey())) {
                throw unknown(entry.getKey());
            }
            if (entry.getValue() == null) {
                throw new InvalidValueException(entry.getKey(), "has no value");
            }
            all.put(entry.getKey(), entry.getValue().trim());
        }
        var in = new OptionReader(all, limited);
        return new SessionOptions(
                in.list(SELECTION),
                in.folder(DESTINATION_FOLDER),
                SelectionFilter.read(in),
                in.exports(),
                in.choice(SHORTCUTS, ShortcutPolicy.class),
                in.bool(REALTIME_ENABLED),
                in.bool(MONITOR_ENABLED),
                in.duration(MONITOR_INTERVAL, Duration.ofSeconds(1), Duration.ofDays(1)),
                in.integer(MAX_CONCURRENT, 1, 32),
                in.bool(AUTO_RESOLVE),
                in.choice(STRATEGY, ConflictStrategy.class),
                in.choice(PREFERENCE, ConflictPreference.class),
                in.rules(RULES),
                in.duration(PROMPT_DEADLINE, Duration.ofSeconds(1), Duration.ofDays(365)),
                in.choiceOrNull(PROMPT_DEFAULT, ConflictPreference.class),
                new DeleteGuard(
                        in.integer(DeleteGuard.FILES, 0, DeleteGuard.MOST_FILES),
                        in.integer(DeleteGuard.PERCENT, 0, DeleteGuard.MOST_PERCENT)),
                in.integer(MAX_RETRIES, 0, 20),
                in.duration(RETRY_DELAY, Duration.ofMillis(100), Duration.ofHours(1)),
                in.quota(GOOGLE_QUOTA),
                in.quota(ONEDRIVE_QUOTA),
                in.units(GOOGLE_UNITS),
                in.units(ONEDRIVE_UNITS),
                new Bandwidth(in.rate(Bandwidth.LIMIT), in.timetable(Bandwidth.TIMETABLE)));
    }

    private static InvalidValueException unknown(String key) {
        return new InvalidValueException(
                key, "is no session option; known are " + String.join(", ", keys()));
    }

    /** All values by key, as {@link #with} reads them back. */
    public Map<String, String> toMap() {
        var map = new LinkedHashMap<String, String>();
        map.put(SELECTION, String.join(",", selection));
        map.put(DESTINATION_FOLDER, destinationFolder);
        filter.write(map);
        for (DocumentType type : DocumentType.values()) {
            map.put(type.option(), exports.word(type));
        }
        map.put(SHORTCUTS, word(shortcuts));
        map.put(REALTIME_ENABLED, Boolean.toString(realtimeEnabled));
        map.put(MONITOR_ENABLED, Boolean.toString(monitorEnabled));
        map.put(MONITOR_INTERVAL, Durations.format(monitorInterval));
        map.put(MAX_CONCURRENT, Integer.toString(maxConcurrentTransfers));
        map.put(AUTO_RESOLVE, Boolean.toString(autoResolve));
        map.put(STRATEGY, word(strategy));
        map.put(PREFERENCE, word(preference));
        map.put(RULES, OptionReader.written(rules));
        map.put(PROMPT_DEADLINE, Durations.format(promptDeadline));
        map.put(PROMPT_DEFAULT, promptDefault == null ? "" : word(promptDefault));
        map.put(DeleteGuard.FILES, Integer.toString(deleteGuard.files()));
        map.put(DeleteGuard.PERCENT, Integer.toString(deleteGuard.percent()));
        map.put(MAX_RETRIES, Integer.toString(maxRetries));
        map.put(RETRY_DELAY, Durations.format(retryDelay));
        map.put(GOOGLE_QUOTA, googleQuota.toString());
        map.put(ONEDRIVE_QUOTA, oneDriveQuota.toString());
        map.put(GOOGLE_UNITS, OptionReader.orOff(googleUnits));
        map.put(ONEDRIVE_UNITS, OptionReader.orOff(oneDriveUnits));
        map.put(Bandwidth.LIMIT, OptionReader.orOff(bandwidth.limit()));
        map.put(Bandwidth.TIMETABLE, bandwidth.timetable().toString());
        return map;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> String words(Class<E> type) {
        return String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(SessionOptions::word).toList());
    }
}
