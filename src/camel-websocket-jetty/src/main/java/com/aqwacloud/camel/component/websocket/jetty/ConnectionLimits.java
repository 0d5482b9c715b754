package com.aqwacloud.camel.component.websocket.jetty;

import java.time.Duration;

/**
 * What a path grants its clients.
 *
 * @param maxConnections how many at a time
 * @param maxMessageBytes the largest message taken from a client
 * @param idleTimeout after which a silent connection is closed; zero for never
 * @param pingInterval how often a ping is sent; zero for never
 * @param sendQueueMessages how many messages may wait for one client, the one being sent included
 * @param sendQueueBytes how many bytes of messages may wait for one client, likewise
 * @param slowConsumer what happens beyond
 */
record ConnectionLimits(
        int maxConnections,
        long maxMessageBytes,
        Duration idleTimeout,
        Duration pingInterval,
        int sendQueueMessages,
        long sendQueueBytes,
        SlowConsumerPolicy slowConsumer) {

    ConnectionLimits {
        atLeast("maxConnections", maxConnections, 1);
        atLeast("maxMessageSize", maxMessageBytes, 1);
        atLeast("idleTimeout", idleTimeout.toMillis(), 0);
        atLeast("pingInterval", pingInterval.toMillis(), 0);
        atLeast("sendQueueLimit", sendQueueMessages, 1);
        atLeast("sendQueueBytes", sendQueueBytes, 1);
    }

    private static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    option + " must be at least " + least + " but is " + value);
        }
    }
}
