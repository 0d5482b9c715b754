package com.aqwacloud.console;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.ConflictStrategy;
import com.aqwacloud.sync.api.DocumentType;
import com.aqwacloud.sync.api.SessionOptions;
import com.aqwacloud.sync.api.ShortcutPolicy;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.api.console.CommandLine;

/** Keys of session options up to the "=", then the values, where there is a list of them. */
@Service
public class SessionOptionCompleter extends Suggestions {
    @Override
    List<Candidate> candidates(String typed, CommandLine line) {
        var defaults = SessionOptions.DEFAULTS.toMap();
        int equals = typed.indexOf('=');
        if (equals < 0) {
            return defaults.entrySet().stream()
                    .map(option -> beginning(option.getKey() + "=", "default " + option.getValue()))
                    .toList();
        }
        String key = typed.substring(0, equals);
        return defaults.containsKey(key)
                ? values(key, defaults.get(key)).stream()
                        .map(value -> word(key + "=" + value, null))
                        .toList()
                : List.of();
    }

    private static List<String> values(String key, String defaultValue) {
        for (DocumentType type : DocumentType.values()) {
            if (type.option().equals(key)) {
                return type.words();
            }
        }
        return switch (key) {
            case SessionOptions.STRATEGY -> Words.all(ConflictStrategy.class);
            case SessionOptions.PREFERENCE, SessionOptions.PROMPT_DEFAULT ->
                    Words.all(ConflictPreference.class);
            case SessionOptions.REALTIME_ENABLED,
                    SessionOptions.MONITOR_ENABLED,
                    SessionOptions.AUTO_RESOLVE ->
                    List.of("true", "false");
            case SessionOptions.SHORTCUTS -> Words.all(ShortcutPolicy.class);
            default -> defaultValue.isEmpty() ? List.of() : List.of(defaultValue);
        };
    }
}
