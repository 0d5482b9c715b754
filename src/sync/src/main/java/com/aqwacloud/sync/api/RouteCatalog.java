package com.aqwacloud.sync.api;

import java.util.List;

/** The routes and their files. May be called from any thread. */
public interface RouteCatalog {
    /** All routes by id. */
    List<RouteInfo> routes();

    /** All files of the routes folder by name. */
    List<RouteFile> files();
}
