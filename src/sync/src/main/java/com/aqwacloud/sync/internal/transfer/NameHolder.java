package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.DriveItem;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds, in a listing of a folder, what has a name that the folder refuses as taken: names may be
 * one in ways that are known of no cloud, so all that look or read alike count.
 */
final class NameHolder {
    private NameHolder() {}

    /**
     * What has a name.
     *
     * @param besides id of the item that is to get the name, or null
     */
    static Optional<DriveItem> among(List<DriveItem> items, String name, String besides) {
        String wanted = folded(name);
        return items.stream()
                .filter(item -> item.name() != null && !item.deleted())
                .filter(item -> !Objects.equals(item.id(), besides))
                .filter(item -> folded(item.name()).equals(wanted))
                .findFirst();
    }

    /** Composed and decomposed letters are one, as are ligatures, and the case of letters. */
    static String folded(String name) {
        String capitals = Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(capitals.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }
}
