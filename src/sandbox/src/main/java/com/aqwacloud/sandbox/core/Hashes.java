package com.aqwacloud.sandbox.core;

/**
 * The checksums of one file's content; those a cloud does not report are {@code null}.
 *
 * @param md5 lower-case hex
 * @param sha1 lower-case hex
 * @param sha256 lower-case hex
 * @param quickXor standard base64
 */
public record Hashes(String md5, String sha1, String sha256, String quickXor) {}
