package com.aqwacloud.sync.internal.runtime;

import java.time.Instant;
import java.util.List;
import org.apache.camel.model.rest.RestDefinition;

/** What runs of a route file. */
record Deployment(
        RouteSource source, FileModel model, List<RestDefinition> rests, Instant loadedAt) {}
