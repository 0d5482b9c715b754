package com.aqwacloud.console;

import com.aqwacloud.sync.api.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Constants as people write them: {@code KEEP_BOTH} is {@code keep-both}. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words of a type, in its order. */
    static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(Words::of).toList();
    }

    /**
     * The constant of that word.
     *
     * @param field what the word was given for
     * @throws InvalidValueException listing the words there are
     */
    static <E extends Enum<E>> E parse(String field, String word, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> of(constant).equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InvalidValueException(
                                        field,
                                        "must be one of "
                                                + String.join(", ", all(type))
                                                + "; it is \""
                                                + word
                                                + "\""));
    }
}
