package com.aqwacloud.bench.tree;

/**
 * A file to be made.
 *
 * @param path below the tree's top, with slashes
 * @param sizeBytes its size
 * @param seed of its content: equal seeds and sizes give equal bytes
 */
public record PlannedFile(String path, long sizeBytes, long seed) {}
