package com.aqwacloud.sync.internal.event;

import com.aqwacloud.sync.api.Cloud;

/**
 * A change that a feed reported.
 *
 * @param side where it happened
 * @param path path there, beginning with "/"
 * @param kind what happened
 * @param reason why it was skipped, else null
 */
public record Change(Cloud side, String path, ChangeKind kind, String reason) {}
