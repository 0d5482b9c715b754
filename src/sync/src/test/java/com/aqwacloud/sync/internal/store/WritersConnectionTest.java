package com.aqwacloud.sync.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritersConnectionTest {
    private static final Listener NOTHING = (method, answer) -> {};

    private final MemoryStore store = new MemoryStore();
    private final Items items = new Items();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final List<String> made = new CopyOnWriteArrayList<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private Database database;

    /** Knows of a call before it is made. */
    private interface Listener {
        void called(String method, Object[] arguments) throws SQLException;
    }

    @BeforeEach
    void open() {
        database = new Database(watched(store.dataSource()));
        database.close();
        taken.set(0);
        closed.set(0);
        made.clear();
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
        store.close();
    }

    @Test
    void writersKeepTheirConnectionAndMakeAStatementOnce() {
        for (int i = 0; i < 5; i++) {
            put("item-" + i);
        }

        assertThat(taken).hasValue(1);
        assertThat(made).filteredOn(sql -> sql.startsWith("INSERT INTO item")).hasSize(1);
        assertThat(dirty()).hasSize(5);
    }

    @Test
    void whoComesAfterAFailedCommitHasAConnectionOfItsOwn() {
        put("before");
        failing.set(true);
        assertThatThrownBy(() -> put("lost"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("disk is full");
        failing.set(false);

        put("after");

        assertThat(dirty()).containsExactlyInAnyOrder("before", "after");
        assertThat(closed).hasPositiveValue();
    }

    @Test
    void aClosedDatabaseGaveItsConnectionBackAndCanBeWrittenToAgain() {
        put("before");
        database.close();
        assertThat(closed).hasValue(taken.get());

        put("after");

        assertThat(dirty()).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void aStatementIsAsGoodTheSecondTimeWhateverTheFirstAskedFor() {
        put("a");
        put("b");

        database.change(
                tx -> {
                    assertThat(items.dirty(tx, "s1", Side.SOURCE, "", 1)).hasSize(1);
                    assertThat(items.dirty(tx, "s1", Side.SOURCE, "", 0)).hasSize(2);
                });
    }

    private void put(String id) {
        database.change(tx -> items.put(tx, "s1", Side.SOURCE, DatabaseTest.item(id), true));
    }

    private List<String> dirty() {
        return database.read(tx -> items.dirty(tx, "s1", Side.SOURCE, "", 100));
    }

    private DataSource watched(DataSource real) {
        return (DataSource)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DataSource.class},
                        (self, method, arguments) -> {
                            Object answer = call(real, method, arguments, NOTHING);
                            if (answer instanceof Connection connection) {
                                taken.incrementAndGet();
                                return watched(connection);
                            }
                            return answer;
                        });
    }

    private Connection watched(Connection real) {
        return (Connection)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (self, method, arguments) -> call(real, method, arguments, this::note));
    }

    private void note(String method, Object[] arguments) throws SQLException {
        switch (method) {
            case "prepareStatement" -> made.add((String) arguments[0]);
            case "close" -> closed.incrementAndGet();
            case "commit" -> {
                if (failing.get()) {
                    throw new SQLException("the disk is full");
                }
            }
            default -> {}
        }
    }

    private static Object call(Object real, Method method, Object[] arguments, Listener note)
            throws Throwable {
        note.called(method.getName(), arguments);
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
