package com.aqwacloud.sync.internal.conflict;

import com.aqwacloud.sync.api.ConflictPreference;
import com.aqwacloud.sync.api.InvalidValueException;
import java.util.Locale;

/** Constants as people and routes write them: {@code KEEP_BOTH} is {@code keep-both}. */
final class Words {
    private Words() {}

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The preference of that word.
     *
     * @param field what it was given for
     * @throws InvalidValueException if there is none
     */
    static ConflictPreference preference(String field, String word) {
        for (ConflictPreference preference : ConflictPreference.values()) {
            if (of(preference).equals(word)) {
                return preference;
            }
        }
        throw new InvalidValueException(field, "is \"" + word + "\", which no side can win by");
    }
}
