package com.aqwacloud.sync.api;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What documents of Google's editors become at the destination.
 *
 * @param byType the format of each type; a type that is missing is left out
 */
public record ExportFormats(Map<DocumentType, ExportFormat> byType) {
    /** The value of an option that leaves a type out. */
    static final String SKIP = "skip";

    /** Every type in its usual format. */
    public static final ExportFormats USUAL = usual();

    public ExportFormats {
        byType = Map.copyOf(byType);
    }

    private static ExportFormats usual() {
        var formats = new EnumMap<DocumentType, ExportFormat>(DocumentType.class);
        for (DocumentType type : DocumentType.values()) {
            formats.put(type, type.formats().get(0));
        }
        return new ExportFormats(formats);
    }

    /** The format of a type; empty if the type is left out. */
    public Optional<ExportFormat> of(DocumentType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** The option's value for a type. */
    String word(DocumentType type) {
        return of(type).map(ExportFormat::extension).orElse(SKIP);
    }
}
