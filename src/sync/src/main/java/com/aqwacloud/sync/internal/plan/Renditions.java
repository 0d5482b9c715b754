package com.aqwacloud.sync.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.aqwacloud.sync.api.DocumentType;
import com.aqwacloud.sync.api.ExportFormat;
import com.aqwacloud.sync.api.ShortcutPolicy;
import com.aqwacloud.sync.internal.store.FollowedId;
import com.aqwacloud.sync.internal.store.Item;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a session makes of the items of its source: files and folders stay what they are, documents
 * become files of the format that its options name, and shortcuts what its options say: a followed
 * one is a file, or a folder with what is seen through it.
 */
final class Renditions {
    private static final String ADDRESS = "https://drive.google.com/open?id=";
    private static final String LINK_ENDING = "url";
    private static final String LINK_TYPE = "application/internet-shortcut";

    private final Scope scope;
    private final Function<String, Optional<Item>> source;
    private final FolderWays ways;
    private final Map<String, Boolean> followed = new HashMap<>();

    /**
     * @param source finds items of the source as its feed told them
     * @param ways where folders are
     */
    Renditions(Scope scope, Function<String, Optional<Item>> source, FolderWays ways) {
        this.scope = scope;
        this.source = source;
        this.ways = ways;
    }

    Rendition of(Item item) {
        if (FollowedId.is(item.id()) && !isFollowed(FollowedId.shortcut(item.id()))) {
            return Rendition.leftOut(item.as(Item.Kind.OTHER), null);
        }
        return switch (item.kind()) {
            case FOLDER -> new Rendition(item, null, null);
            case FILE ->
                    new Rendition(item, new Origin.Stored(FollowedId.inDrive(item.id())), null);
            case OTHER -> item.isShortcut() ? shortcut(item) : document(item, item);
        };
    }

    /** Whether a shortcut stands for the folder that it leads to. */
    private boolean isFollowed(String shortcutId) {
        Boolean known = followed.get(shortcutId);
        if (known == null) {
            known =
                    source.apply(shortcutId)
                            .filter(shortcut -> of(shortcut).item().isFolder())
                            .isPresent();
            followed.put(shortcutId, known);
        }
        return known;
    }

    private Rendition shortcut(Item shortcut) {
        if (scope.shortcuts() == ShortcutPolicy.SKIP) {
            return Rendition.leftOut(shortcut, OtherKinds.reason(shortcut.mimeType()));
        }
        if (shortcut.revision() == null) {
            return Rendition.leftOut(shortcut, FolderWays.OUT_OF_SIGHT);
        }
        Item target = source.apply(shortcut.revision()).orElse(null);
        boolean follows = scope.shortcuts() == ShortcutPolicy.FOLLOW;
        if (follows && ways.leadsUp(shortcut)) {
            return Rendition.leftOut(
                    shortcut, "the shortcut leads to a folder that it is in itself");
        }
        if (target != null && !target.present()) {
            return Rendition.leftOut(shortcut, FolderWays.OUT_OF_SIGHT);
        }
        return follows ? follow(shortcut, target) : link(shortcut);
    }

    /**
     * @param target what it leads to, or null if the session was never told of that
     */
    private Rendition follow(Item shortcut, Item target) {
        if (target == null) {
            return Rendition.leftOut(
                    shortcut,
                    "what the shortcut leads to is not among what the session lists in Google"
                            + " Drive; if it is in a shared drive, select that");
        }
        if (target.isFolder()) {
            String refusal = ways.refusal(shortcut, target);
            return refusal == null
                    ? new Rendition(folder(shortcut, target), null, null)
                    : Rendition.leftOut(shortcut, refusal);
        }
        if (target.isShortcut()) {
            return Rendition.leftOut(shortcut, "the shortcut leads to another shortcut");
        }
        if (ways.isGoneWithItsFolder(target)) {
            return Rendition.leftOut(shortcut, FolderWays.OUT_OF_SIGHT);
        }
        return target.isFile()
                ? new Rendition(
                        file(
                                shortcut,
                                shortcut.name(),
                                target,
                                target.size(),
                                target.hash(),
                                target.revision()),
                        new Origin.Stored(target.id()),
                        null)
                : document(shortcut, target);
    }

    private static Rendition link(Item shortcut) {
        String target = shortcut.revision();
        String text = "[InternetShortcut]\r\nURL=" + ADDRESS + target + "\r\n";
        var item =
                new Item(
                        shortcut.id(),
                        shortcut.parentId(),
                        withEnding(shortcut.name(), LINK_ENDING),
                        Item.Kind.FILE,
                        LINK_TYPE,
                        text.getBytes(UTF_8).length,
                        shortcut.modifiedAt(),
                        shortcut.createdAt(),
                        null,
                        "link to " + target,
                        null,
                        shortcut.modifiedBy(),
                        shortcut.present());
        return new Rendition(item, new Origin.Written(text), null);
    }

    /**
     * @param place the item whose name and folder the file gets: the document itself, or a shortcut
     */
    private Rendition document(Item place, Item document) {
        DocumentType type = DocumentType.of(document.mimeType()).orElse(null);
        if (type == null) {
            return Rendition.leftOut(place, OtherKinds.reason(document.mimeType()));
        }
        ExportFormat format = scope.exports().of(type).orElse(null);
        if (format == null) {
            return Rendition.leftOut(
                    place,
                    "the session leaves out each " + type.title() + " (" + type.option() + ")");
        }
        // The version rises with every rename; the time of the last edit does not.
        String revision = format.extension() + " of " + document.modifiedAt();
        return new Rendition(
                file(
                        place,
                        withEnding(place.name(), format.extension()),
                        document,
                        0,
                        null,
                        revision),
                new Origin.Exported(FollowedId.inDrive(document.id()), format),
                null);
    }

    private static Item folder(Item shortcut, Item target) {
        return new Item(
                shortcut.id(),
                shortcut.parentId(),
                shortcut.name(),
                Item.Kind.FOLDER,
                target.mimeType(),
                0,
                shortcut.modifiedAt(),
                shortcut.createdAt(),
                null,
                null,
                null,
                shortcut.modifiedBy(),
                shortcut.present());
    }

    private static Item file(
            Item place, String name, Item content, long size, String hash, String revision) {
        return new Item(
                place.id(),
                place.parentId(),
                name,
                Item.Kind.FILE,
                content.mimeType(),
                size,
                content.modifiedAt(),
                place.createdAt(),
                hash,
                content.sha256(),
                revision,
                null,
                content.modifiedBy(),
                null,
                place.present());
    }

    private static String withEnding(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith("." + ending) ? name : name + "." + ending;
    }
}
