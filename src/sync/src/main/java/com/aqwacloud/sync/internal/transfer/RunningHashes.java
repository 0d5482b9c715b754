package com.aqwacloud.sync.internal.transfer;

import com.aqwacloud.camel.component.microsoft.onedrive.QuickXorHash;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hashes of what was read of a content so far: one as the destination tells it, and one as the
 * source does. Not safe for use by several threads.
 */
final class RunningHashes {
    private static final long NEVER = -1;

    private final QuickXorHash quickXor;

    /** Null where a restart lost its beginning. */
    private final MessageDigest digest;

    /** Where an earlier reading stood, and how much that was of. */
    private final String before;

    private final long beforeLength;
    private boolean otherThanBefore;

    /**
     * Where they stood at some moment.
     *
     * @param quickXor can be stored
     * @param digest what goes with it and can't be; null where a restart lost its beginning
     */
    record State(String quickXor, MessageDigest digest) {}

    private RunningHashes(QuickXorHash quickXor, MessageDigest digest, String before) {
        this.quickXor = quickXor;
        this.digest = digest;
        this.before = before;
        this.beforeLength = before == null ? NEVER : QuickXorHash.restore(before).length();
    }

    /** Of what is read from its beginning on. */
    static RunningHashes begin(HashedContent.Digest kind) {
        return new RunningHashes(new QuickXorHash(), kind.begin(), null);
    }

    /**
     * Of what goes on where an earlier reading stood.
     *
     * @param digest null if that is lost
     */
    static RunningHashes resume(String quickXor, MessageDigest digest) {
        return new RunningHashes(
                QuickXorHash.restore(quickXor), digest == null ? null : copy(digest), null);
    }

    /** Of what is read once more from its beginning on, and compared with an earlier reading. */
    static RunningHashes again(HashedContent.Digest kind, String before) {
        return new RunningHashes(new QuickXorHash(), kind.begin(), before);
    }

    void update(byte[] bytes, int offset, int count) {
        long left = beforeLength - length();
        if (left <= 0) {
            add(bytes, offset, count);
            return;
        }
        int first = (int) Math.min(count, left);
        add(bytes, offset, first);
        if (length() == beforeLength) {
            otherThanBefore = !quickXor.state().equals(before);
        }
        add(bytes, offset + first, count - first);
    }

    private void add(byte[] bytes, int offset, int count) {
        quickXor.update(bytes, offset, count);
        if (digest != null) {
            digest.update(bytes, offset, count);
        }
    }

    /** How many bytes they span. */
    long length() {
        return quickXor.length();
    }

    /** Whether the beginning is not what an earlier reading gave. */
    boolean areOtherThanBefore() {
        return otherThanBefore;
    }

    State state() {
        return new State(quickXor.state(), digest == null ? null : copy(digest));
    }

    String quickXorHash() {
        return quickXor.digestBase64();
    }

    /** In lower-case hex, unless a restart lost its beginning. */
    Optional<String> digestHex() {
        return digest == null
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(copy(digest).digest()));
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The digests of every Java platform can be copied", e);
        }
    }
}
