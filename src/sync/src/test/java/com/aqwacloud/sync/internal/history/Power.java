package com.aqwacloud.sync.internal.history;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What the process runs on: it can be set to fail at a commit to come, which then is lost, as is
 * all that would follow until the restart.
 */
final class Power {
    private static final int NEVER = -1;

    private final DataSource store;
    private final Connection connection;
    private int commitsLeft = NEVER;
    private boolean off;

    Power(DataSource store) throws SQLException {
        this.store = store;
        this.connection = store.getConnection();
        connection.setAutoCommit(false);
    }

    /** The store, as long as there is power. One connection serves all, since one thread asks. */
    DataSource dataSource() {
        return dataSource(true);
    }

    /** The store for those who only watch, whom no failure strikes. */
    DataSource watched() {
        return dataSource(false);
    }

    private DataSource dataSource(boolean failing) {
        return (DataSource)
                Proxy.newProxyInstance(
                        Power.class.getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getConnection")
                                        ? connection(failing)
                                        : invoke(store, method, arguments));
    }

    private Connection connection(boolean failing) {
        return (Connection)
                Proxy.newProxyInstance(
                        Power.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            switch (method.getName()) {
                                case "close":
                                case "setAutoCommit":
                                    return null;
                                case "commit":
                                    if (failing) {
                                        spend();
                                    }
                                    break;
                                default:
                                    break;
                            }
                            return invoke(connection, method, arguments);
                        });
    }

    private void spend() throws SQLException {
        if (commitsLeft == 0) {
            off = true;
        } else if (commitsLeft > 0) {
            commitsLeft--;
        }
        if (off) {
            throw new SQLException("The power is off");
        }
    }

    private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Has the power fail after so many more commits. */
    void failAfter(int commits) {
        commitsLeft = commits;
    }

    boolean isOff() {
        return off;
    }

    void on() {
        off = false;
        commitsLeft = NEVER;
    }
}
