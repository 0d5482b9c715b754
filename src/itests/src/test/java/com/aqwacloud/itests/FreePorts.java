package com.aqwacloud.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Ports that nobody listens on. They are not of those that the system gives away by itself, since
 * some time passes before a process that is being started takes them; and of tests that run side by
 * side each has ports of its own.
 */
final class FreePorts {
    private static final int FIRST = 12_000;
    private static final int LAST = 31_999;
    private static final int MOST_SIDES = 4;
    private static final int SIDE = Integer.getInteger("aqwa.fork", 1) % MOST_SIDES;
    private static final Random RANDOM = new Random();
    private static final Set<Integer> GIVEN = new HashSet<>();

    private FreePorts() {}

    /** Returns {@code count} different loopback ports that were free a moment ago. */
    static synchronized List<Integer> find(int count) throws IOException {
        List<Integer> found = new ArrayList<>();
        for (int tries = 0; found.size() < count; tries++) {
            if (tries > LAST - FIRST) {
                throw new IOException("No " + count + " ports are free");
            }
            int port = FIRST + RANDOM.nextInt((LAST - FIRST) / MOST_SIDES) * MOST_SIDES + SIDE;
            if (isFree(port) && GIVEN.add(port)) {
                found.add(port);
            }
        }
        return found;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
