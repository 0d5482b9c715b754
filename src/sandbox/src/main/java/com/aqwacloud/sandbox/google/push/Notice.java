package com.aqwacloud.sandbox.google.push;

/**
 * That something happened.
 *
 * @param state what, in the words of the protocol
 * @param changed which sides of a file; {@code null} where that is not told
 */
public record Notice(String state, String changed) {}
