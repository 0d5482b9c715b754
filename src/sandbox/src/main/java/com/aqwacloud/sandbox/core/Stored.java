package com.aqwacloud.sandbox.core;

/** The outcome of storing content. */
public record Stored(Item item, boolean created) {}
