package com.aqwacloud.sync.internal.store;

import java.time.Instant;
import java.util.Objects;

/**
 * What both sides of one item held when they were last in sync.
 *
 * @param sourceId its id at the source
 * @param destinationId its id at the destination
 * @param sourceParentId id of its folder at the source
 * @param destinationParentId id of its folder at the destination, or null where it is not known
 * @param name its name at the source
 * @param destinationName its name at the destination
 * @param folder whether it is a folder
 * @param size bytes
 * @param sourceHash hash that the source gave, or null
 * @param sourceRevision revision at the source, or null
 * @param sourceModifiedAt when it was modified at the source, or null
 * @param destinationHash hash that the destination gave, or null
 * @param destinationEtag entity tag that the destination gave, or null
 */
public record Baseline(
        String sourceId,
        String destinationId,
        String sourceParentId,
        String destinationParentId,
        String name,
        String destinationName,
        boolean folder,
        long size,
        String sourceHash,
        String sourceRevision,
        Instant sourceModifiedAt,
        String destinationHash,
        String destinationEtag) {

    /** No hash and no revision: what the destination holds was never compared with the source. */
    static final String UNVERIFIED = "unverified";

    /** The same, but what the destination holds is known not to be what the source holds. */
    static final String WRONG = "wrong";

    /** No entity tag: an attempt to delete the destination's item may have done so. */
    private static final String DELETED = "deleted";

    /** Where both sides have the item, as they agreed. */
    private record Place(
            String sourceParentId,
            String destinationParentId,
            String name,
            String destinationName) {
        static Place of(Item source, Item destination) {
            return new Place(
                    source.parentId(), destination.parentId(), source.name(), destination.name());
        }
    }

    /** What both sides hold, as they agreed. */
    private record Content(
            long size,
            String sourceHash,
            String sourceRevision,
            Instant sourceModifiedAt,
            String destinationHash,
            String destinationEtag) {
        static Content of(Item source, Item destination) {
            return new Content(
                    source.size(),
                    source.hash(),
                    source.revision(),
                    source.modifiedAt(),
                    destination.hash(),
                    destination.etag());
        }

        /** What an attempt left there; the mark says what is known of it. */
        static Content left(Item destination, String mark) {
            return new Content(
                    destination.size(), mark, mark, null, destination.hash(), destination.etag());
        }

        Content marked(String mark) {
            return new Content(
                    size, mark, mark, sourceModifiedAt, destinationHash, destinationEtag);
        }

        Content modifiedAt(Instant time) {
            return new Content(
                    size, sourceHash, sourceRevision, time, destinationHash, destinationEtag);
        }

        Content heldBy(String hash, String etag) {
            return new Content(size, sourceHash, sourceRevision, sourceModifiedAt, hash, etag);
        }
    }

    private Baseline(
            String sourceId, String destinationId, boolean folder, Place place, Content content) {
        this(
                sourceId,
                destinationId,
                place.sourceParentId(),
                place.destinationParentId(),
                place.name(),
                place.destinationName(),
                folder,
                content.size(),
                content.sourceHash(),
                content.sourceRevision(),
                content.sourceModifiedAt(),
                content.destinationHash(),
                content.destinationEtag());
    }

    private Place place() {
        return new Place(sourceParentId, destinationParentId, name, destinationName);
    }

    private Content content() {
        return new Content(
                size,
                sourceHash,
                sourceRevision,
                sourceModifiedAt,
                destinationHash,
                destinationEtag);
    }

    private Baseline with(Place place) {
        return new Baseline(sourceId, destinationId, folder, place, content());
    }

    private Baseline with(Content content) {
        return new Baseline(sourceId, destinationId, folder, place(), content);
    }

    /** Both items as they are now, in sync. */
    public static Baseline of(Item source, Item destination) {
        return new Baseline(
                source.id(),
                destination.id(),
                source.isFolder(),
                Place.of(source, destination),
                Content.of(source, destination));
    }

    /**
     * What an attempt that was cut off left at the destination: ours, and perhaps whole. The next
     * plan compares, replaces, moves or deletes it as the source then asks for.
     */
    public static Baseline unverified(String sourceId, Item left) {
        return left(sourceId, left, UNVERIFIED);
    }

    /** What an attempt left at the destination: ours, but not what it should be. */
    public static Baseline wrong(String sourceId, Item left) {
        return left(sourceId, left, WRONG);
    }

    private static Baseline left(String sourceId, Item left, String mark) {
        var place = new Place(UNVERIFIED, left.parentId(), left.name(), left.name());
        return new Baseline(sourceId, left.id(), left.isFolder(), place, Content.left(left, mark));
    }

    /** What the source's file held: its hash, or where that is not told its revision. */
    public String sourceContent() {
        return sourceHash == null ? sourceRevision : sourceHash;
    }

    /** Whether what the destination holds was compared with what the source held then. */
    public boolean isVerified() {
        return !UNVERIFIED.equals(sourceHash) && !WRONG.equals(sourceHash);
    }

    /** Whether what the destination holds is known not to be what the source is to bring there. */
    public boolean isWrong() {
        return WRONG.equals(sourceHash);
    }

    /** Whether what the destination holds may be right, though nothing has compared it yet. */
    public boolean isToBeCompared() {
        return UNVERIFIED.equals(sourceHash);
    }

    /**
     * The same agreed content and time at another place: what a side did to these since stays
     * visible as a change.
     */
    public Baseline placed(Item source, Item destination) {
        return placed(source, destination, sourceModifiedAt);
    }

    /** The same agreed content at another place, with the time that the source has now. */
    public Baseline timed(Item source, Item destination) {
        return placed(source, destination, source.modifiedAt());
    }

    private Baseline placed(Item source, Item destination, Instant modifiedAt) {
        return new Baseline(
                source.id(),
                destination.id(),
                folder,
                Place.of(source, destination),
                content().modifiedAt(modifiedAt).heldBy(destinationHash, destination.etag()));
    }

    /**
     * The same, but another item of the source takes the place of the one that is gone.
     *
     * @param agreedName the heir's name, or another if its own is still due
     */
    public Baseline inheritedBy(Item heir, String agreedName) {
        var place = new Place(heir.parentId(), destinationParentId, agreedName, destinationName);
        return new Baseline(heir.id(), destinationId, false, place, content());
    }

    /** What the source holds and where, of a file that is to stay deleted at the destination. */
    public Baseline staysDeleted(Item source) {
        var place =
                new Place(source.parentId(), destinationParentId, source.name(), destinationName);
        var content =
                new Content(
                        source.size(),
                        source.hash(),
                        source.revision(),
                        source.modifiedAt(),
                        destinationHash,
                        destinationEtag);
        return new Baseline(source.id(), destinationId, folder, place, content);
    }

    /** The same, but the destination's name is one for the meantime: the source's is still due. */
    public Baseline steppedAside() {
        return with(
                new Place(sourceParentId, destinationParentId, destinationName, destinationName));
    }

    /** The same content as agreed, but at the places that other agreed on. */
    public Baseline at(Baseline other) {
        return with(other.place());
    }

    /** The same, but what the source holds was not taken over: it is still due. */
    public Baseline contentDue() {
        return with(content().marked(WRONG));
    }

    /** The same, but folder and name of the source were not taken over: they are still due. */
    public Baseline placeDue() {
        return with(new Place(UNVERIFIED, destinationParentId, destinationName, destinationName));
    }

    /** The same, but its folder is no longer one of both sides: the source's is still due. */
    public Baseline withoutFolder() {
        return broughtInto(destinationParentId);
    }

    /**
     * The same, but an attempt of ours moved or renamed the destination's item without hearing of
     * it: folder and name of the source are still due.
     */
    public Baseline broughtTo(Item destination) {
        boolean sameFolder = Objects.equals(destination.parentId(), destinationParentId);
        return with(
                new Place(
                        sameFolder ? sourceParentId : UNVERIFIED,
                        destination.parentId(),
                        destination.name(),
                        destination.name()));
    }

    /**
     * The same, but an attempt of ours put the destination's item into that folder without hearing
     * of it, and somebody else renamed it: the source's folder is still due.
     */
    public Baseline broughtInto(String destinationFolder) {
        return with(new Place(UNVERIFIED, destinationFolder, name, destinationName));
    }

    /**
     * The same, but if the destination's item is gone, it was an attempt of ours that deleted it.
     */
    public Baseline perhapsDeleted() {
        return with(content().heldBy(destinationHash, DELETED));
    }

    /** Whether, if the destination's item is gone, it was an attempt of ours that deleted it. */
    public boolean isPerhapsDeleted() {
        return DELETED.equals(destinationEtag);
    }

    /**
     * The same, but an attempt of ours filled the destination's file without hearing of it; whether
     * with what the source holds now is still to be seen.
     */
    public Baseline filledBy(Item source, Item destination) {
        boolean perhapsWhole = !source.isFile() || source.size() == destination.size();
        return with(Content.left(destination, perhapsWhole ? UNVERIFIED : WRONG));
    }

    /** The same, but what it was filled with was damaged on its way. */
    public Baseline damagedBy(Item destination) {
        return with(Content.left(destination, WRONG));
    }

    /** The same, but the destination does not have the source's time yet. */
    public Baseline withoutTime() {
        return with(content().modifiedAt(null));
    }

    /** The same as the store gives it back: the time is kept to the millisecond. */
    Baseline asStored() {
        return with(content().modifiedAt(Tx.asStored(sourceModifiedAt)));
    }

    /** The same, but the destination's cloud itself made another content of what it was given. */
    public Baseline rewritten(Item destination) {
        return with(content().heldBy(destination.hash(), destination.etag()));
    }
}
