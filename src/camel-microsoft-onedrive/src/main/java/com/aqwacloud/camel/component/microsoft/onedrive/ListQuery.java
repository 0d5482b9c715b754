package com.aqwacloud.camel.component.microsoft.onedrive;

import java.util.ArrayList;
import java.util.List;

/**
 * The OData options of a listing; a text may be null.
 *
 * @param top the size of a page, or 0 to leave it to the service
 */
record ListQuery(String select, String expand, String orderBy, int top) {

    ListQuery withoutOrder() {
        return new ListQuery(select, expand, null, top);
    }

    ListQuery onlyProperties() {
        return new ListQuery(select, expand, null, 0);
    }

    /** Name and value, escaped, without question mark; empty if nothing is asked for. */
    List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        add(parameters, "$select", select);
        add(parameters, "$expand", expand);
        add(parameters, "$orderby", orderBy);
        add(parameters, "$top", top > 0 ? Integer.toString(top) : null);
        return parameters;
    }

    private static void add(List<String> parameters, String name, String value) {
        if (value != null && !value.isBlank()) {
            // What is allowed in a segment but separates parameters must be escaped as well.
            parameters.add(
                    name
                            + "="
                            + ItemPath.escape(value)
                                    .replace("&", "%26")
                                    .replace("+", "%2B")
                                    .replace("=", "%3D"));
        }
    }
}
