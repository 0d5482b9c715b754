package com.aqwacloud.sandbox.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How slow the lines to the clouds are made. Thread-safe. */
public final class Shape {

    private final Line shared = new Line();

    /** Of clouds that have a line to themselves. */
    private final Map<String, Line> own = new ConcurrentHashMap<>();

    /**
     * Takes effect at once, also for transfers that run.
     *
     * @param all for the clouds together
     * @param clouds for those that get a line to themselves
     */
    public void set(LineForm all, Map<String, LineForm> clouds) {
        shared.set(all);
        own.forEach(
                (cloud, line) -> {
                    if (!clouds.containsKey(cloud)) {
                        own.remove(cloud);
                        line.set(LineForm.OPEN);
                    }
                });
        clouds.forEach((cloud, form) -> own.computeIfAbsent(cloud, c -> new Line()).set(form));
    }

    public LineForm all() {
        return shared.form();
    }

    /** Of the clouds with a line to themselves. */
    public Map<String, LineForm> clouds() {
        Map<String, LineForm> forms = new LinkedHashMap<>();
        own.forEach((cloud, line) -> forms.put(cloud, line.form()));
        return forms;
    }

    Line line(String cloud) {
        return own.getOrDefault(cloud, shared);
    }
}
