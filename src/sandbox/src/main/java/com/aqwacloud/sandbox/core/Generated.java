package com.aqwacloud.sandbox.core;

/**
 * Files that were generated together.
 *
 * @param id names the whole set
 * @param left how many of its files and folders are still as they were made
 */
public record Generated(String id, Generate spec, int left) {}
