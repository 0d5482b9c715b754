package com.aqwacloud.camel.component.websocket.jetty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of an endpoint URI before the options: {@code host:port/path}, {@code host:port} or only
 * a path, which takes the default host and port.
 */
record EndpointAddress(String host, int port, String path) {

    private static final Pattern WITH_PORT =
            Pattern.compile(
                    "(?<host>\\[[0-9A-Fa-f:.]+]|[^/:\\[\\]]*):(?<port>[^/:]*)(?<path>/.*)?");

    static EndpointAddress parse(String remaining, String defaultHost, int defaultPort) {
        String text = remaining.replaceFirst("^/+(?=[^/]*:)", "");
        Matcher matcher = WITH_PORT.matcher(text);
        if (!matcher.matches()) {
            return new EndpointAddress(defaultHost, defaultPort, absolute(text));
        }
        String host = matcher.group("host");
        return new EndpointAddress(
                host.isEmpty() ? defaultHost : host,
                port(matcher.group("port"), remaining),
                absolute(matcher.group("path")));
    }

    private static int port(String text, String remaining) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(portMessage(text, remaining), e);
        }
        throw new IllegalArgumentException(portMessage(text, remaining));
    }

    private static String portMessage(String text, String remaining) {
        return "port must be a number from 0 to 65535 but is '" + text + "' in " + remaining;
    }

    private static String absolute(String path) {
        if (path == null || path.isEmpty()) {
            return "/";
        }
        return path.startsWith("/") ? path : "/" + path;
    }
}
