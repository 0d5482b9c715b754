package com.aqwacloud.sync.internal.google;

/**
 * The hashes of what was read.
 *
 * @param length bytes of the file so far, those before a resumption included
 * @param md5 lower-case hex as Google Drive shows it, or null if reading was resumed: its state
 *     cannot be carried over
 * @param quickXor base64 as OneDrive shows it
 */
public record ReadHashes(long length, String md5, String quickXor) {}
