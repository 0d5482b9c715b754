package com.aqwacloud.bench.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Ports that nobody listens on. They are not of those that the system gives away by itself, since
 * some time passes before a process that is being started takes them.
 */
public final class FreePorts {

    private static final int FIRST = 12_000;
    private static final int LAST = 31_999;
    private static final int TRIES = 1000;

    private FreePorts() {}

    /** So many different loopback ports that were free a moment ago. */
    public static List<Integer> find(int count) throws IOException {
        Random random = new Random();
        List<Integer> found = new ArrayList<>();
        for (int tries = 0; found.size() < count; tries++) {
            if (tries > TRIES) {
                throw new IOException("No " + count + " ports are free");
            }
            int port = FIRST + random.nextInt(LAST - FIRST);
            if (!found.contains(port) && isFree(port)) {
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
