package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import com.aqwacloud.sandbox.core.Staged;
import com.aqwacloud.sandbox.google.doc.NativeType;
import com.aqwacloud.sandbox.http.Call;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes files and changes them, by Drive's rules. Thread-safe. */
final class Edits {

    private final Library library;
    private final Limits limits;

    Edits(Library library) {
        this.library = library;
        this.limits = new Limits(library);
    }

    /** Refuses what could not be created, before any content is taken. */
    void check(Metadata metadata, Map<String, String> query, String contentType) {
        checkType(metadata, true, contentType);
        Seen parent = parent(metadata, query);
        limits.checkRoom(parent, false);
        metadata.id().ifPresent(this::checkId);
    }

    /** Whether a new file can be of the type that it is to have. */
    private static void checkType(Metadata metadata, boolean content, String contentType) {
        String type = metadata.mimeType().orElse("");
        boolean withoutContent = Kinds.FOLDER.equals(type) || Kinds.SHORTCUT.equals(type);
        boolean unknown = Kinds.isOwn(type) && !withoutContent && NativeType.of(type).isEmpty();
        if (unknown
                || content && withoutContent
                || contentType != null && Kinds.isOwn(contentType)) {
            throw wrongType();
        }
    }

    /**
     * Whether a file can be given such content, and the type that it is to have from then on: bytes
     * stay bytes.
     *
     * @param contentType {@code null} if unknown
     * @throws com.aqwacloud.sandbox.http.ApiException if not
     */
    static void checkType(Seen seen, Metadata metadata, String contentType) {
        boolean own = metadata.mimeType().filter(Kinds::isOwn).isPresent();
        if (seen.blob() && own || contentType != null && Kinds.isOwn(contentType)) {
            throw wrongType();
        }
    }

    private static RuntimeException wrongType() {
        return GoogleError.of(
                400, "badRequest", "Invalid MIME type provided for the uploaded content.");
    }

    private void checkId(String id) {
        if (!id.matches("[A-Za-z0-9_-]{19,64}")) {
            throw GoogleError.of(
                    400,
                    "global",
                    "invalid",
                    "The provided file ID is not usable.",
                    "file.id",
                    "other");
        }
        if (library.volumes().stream().anyMatch(v -> v.folder().find(id).isPresent())) {
            throw idTaken();
        }
    }

    static RuntimeException idTaken() {
        return GoogleError.of(409, "fileIdInUse", "A file already exists with the provided ID.");
    }

    private Seen parent(Metadata metadata, Map<String, String> query) {
        return metadata.parent()
                .map(id -> limits.parent(id, supportsAll(query)))
                .orElseGet(library::root);
    }

    static boolean supportsAll(Map<String, String> query) {
        return "true".equalsIgnoreCase(query.get("supportsAllDrives"))
                || "true".equalsIgnoreCase(query.get("supportsTeamDrives"));
    }

    /**
     * @param content {@code null} for a folder, a shortcut, or a file without content
     * @param contentType of the content; {@code null} if unknown
     */
    Seen create(Metadata metadata, Map<String, String> query, Staged content, String contentType)
            throws IOException {
        Seen parent = parent(metadata, query);
        String type = metadata.mimeType().orElse(null);
        boolean folder = Kinds.FOLDER.equals(type);
        limits.checkRoom(parent, folder);
        checkType(metadata, content != null, contentType);
        metadata.id().ifPresent(this::checkId);
        Optional<NativeType> made = Optional.ofNullable(type).flatMap(NativeType::of);
        if (metadata.id().isPresent() && made.isPresent()) {
            throw GoogleError.of(
                    400,
                    "global",
                    "invalid",
                    "Generated IDs can't be used for documents of the editors.",
                    "file.id",
                    "other");
        }
        String name = metadata.name().orElse("Untitled");
        Map<String, Object> properties = metadata.properties(Map.of());
        keepType(properties, type, contentType, name);
        library.app().made(properties);
        if (Kinds.SHORTCUT.equals(type)) {
            properties.put("shortcutDetails", target(metadata, query));
        } else if (metadata.shortcutTarget().isPresent()) {
            throw GoogleError.invalid("shortcutDetails");
        }
        Meta meta =
                new Meta(
                        metadata.id().orElse(null),
                        parent.id(),
                        Kinds.fileName(name, made),
                        metadata.modified().orElse(null),
                        metadata.created().orElse(null),
                        properties);
        Volume volume = parent.volume();
        if (content == null && folder) {
            return see(volume, volume.folder().createFolder(meta, Conflict.DUPLICATE).item());
        }
        if (content != null) {
            if (made.isPresent()) {
                Conversion.convert(content, contentType, made.get());
            }
            return put(volume, meta, content);
        }
        try (Staged empty = volume.folder().stage()) {
            return put(volume, meta, empty);
        }
    }

    private static void keepType(
            Map<String, Object> properties, String type, String contentType, String name) {
        String kept = type == null || Kinds.FOLDER.equals(type) ? contentType : type;
        if (kept == null && NativeType.byEnding(name).isPresent()) {
            kept = "application/octet-stream";
        }
        if (kept != null) {
            properties.put(Kinds.TYPE, kept);
        }
    }

    private Seen put(Volume volume, Meta meta, Staged content) throws IOException {
        return see(
                volume,
                volume.folder().putFile(meta, Conflict.DUPLICATE, Guard.NONE, content).item());
    }

    private Seen see(Volume volume, Item item) {
        return library.see(volume, item).orElseThrow(() -> GoogleError.notFound(item.id()));
    }

    private Map<String, Object> target(Metadata metadata, Map<String, String> query) {
        String id =
                metadata.shortcutTarget()
                        .orElseThrow(() -> GoogleError.required("shortcutDetails.targetId"));
        Seen target = library.find(id, supportsAll(query));
        if (target.shortcut()) {
            throw GoogleError.of(
                    403, "shortcutTargetInvalid", "A shortcut can't lead to a shortcut.");
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("targetId", target.id());
        details.put("targetMimeType", target.mimeType());
        target.facts().resourceKey().ifPresent(key -> details.put("targetResourceKey", key));
        return details;
    }

    /**
     * @param content {@code null} to leave it as it is
     */
    Seen update(
            Seen seen,
            Metadata metadata,
            Map<String, String> query,
            Staged content,
            String contentType)
            throws IOException {
        Item item = seen.item();
        metadata.refuseForUpdate(item.id());
        Optional<Seen> parent = limits.newParent(seen, metadata, query);
        limits.checkRights(seen, metadata, content != null);
        checkType(seen, metadata, contentType);
        if (parent.isPresent()
                && parent.get().volume() != seen.volume()
                && !parent.get().volume().key().equals(seen.volume().key())) {
            return new Relocation(library).move(seen, parent.get(), metadata);
        }
        Map<String, Object> properties = metadata.properties(item.properties());
        if (content != null && seen.blob()) {
            String type = metadata.mimeType().orElse(contentType);
            if (type != null) {
                properties.put(Kinds.TYPE, type);
            }
        } else if (metadata.mimeType().isPresent() && seen.blob()) {
            properties.put(Kinds.TYPE, metadata.mimeType().get());
        }
        if (metadata.name().isPresent()) {
            Kinds.keepType(properties, item);
        }
        Meta meta =
                new Meta(
                        null,
                        parent.map(Seen::id).orElse(null),
                        metadata.name()
                                .map(name -> Kinds.fileName(name, ending(seen)))
                                .orElse(null),
                        metadata.modified().orElse(null),
                        metadata.created().orElse(null),
                        properties);
        Volume volume = seen.volume();
        Item now = item;
        if (content != null) {
            if (seen.nativeType().isPresent()) {
                Conversion.convert(content, contentType, seen.nativeType().get());
            }
            now = volume.folder().replaceFile(item.id(), meta, Guard.NONE, content);
        } else if (!metadata.trashOnly() || parent.isPresent()) {
            now = volume.folder().update(item.id(), meta, Conflict.DUPLICATE, Guard.NONE);
        }
        if (metadata.trashed().isPresent()) {
            now =
                    metadata.trashed().get()
                            ? volume.folder().trash(item.id(), Guard.NONE)
                            : volume.folder().untrash(item.id(), Guard.NONE);
        }
        return see(volume, now);
    }

    /** A document that has no ending, from a time when none had, goes on without. */
    private static Optional<NativeType> ending(Seen seen) {
        return seen.nativeType()
                .filter(type -> seen.root() || seen.item().name().endsWith(type.ending()));
    }

    Seen copy(Seen from, Metadata metadata, Call call) throws IOException {
        if (from.folder() || !from.facts().canDownload() && !from.role().canEdit()) {
            throw GoogleError.of(403, "cannotCopyFile", "This file cannot be copied by the user.");
        }
        Seen parent =
                metadata.parent().isPresent() || from.volume().isOthers()
                        ? parent(metadata, call.query())
                        : library.findPlace(from.item().parentId()).orElseGet(library::root);
        limits.checkRoom(parent, false);
        metadata.id().ifPresent(this::checkId);
        Optional<NativeType> wanted =
                metadata.mimeType().filter(any -> !from.shortcut()).flatMap(NativeType::of);
        Optional<NativeType> type = wanted.or(from::nativeType);
        Map<String, Object> properties =
                metadata.properties(new HashMap<>(from.item().properties()));
        properties.remove(Facts.KEY);
        properties.remove("contentRestrictions");
        library.app().made(properties);
        Kinds.keepType(properties, from.item());
        type.ifPresent(t -> properties.put(Kinds.TYPE, t.mimeType()));
        Meta meta =
                new Meta(
                        metadata.id().orElse(null),
                        parent.id(),
                        Kinds.fileName(metadata.name().orElse("Copy of " + from.name()), type),
                        metadata.modified().orElse(from.item().modified()),
                        metadata.created().orElse(null),
                        properties);
        try (Staged staged = parent.volume().folder().stage()) {
            Relocation.fill(staged, from, content -> call.stored(content, 0));
            if (wanted.isPresent() && from.nativeType().isEmpty()) {
                Conversion.convert(staged, from.mimeType(), wanted.get());
            }
            return put(parent.volume(), meta, staged);
        }
    }
}
