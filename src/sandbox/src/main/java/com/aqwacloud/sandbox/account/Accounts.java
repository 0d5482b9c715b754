package com.aqwacloud.sandbox.account;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The accounts of one cloud, open, each with folders of its own. Thread-safe.
 *
 * @param <A> what answers for one account
 */
public final class Accounts<A> implements AutoCloseable {

    private final Opener<A> opener;

    /** Guarded by this; replaced, never changed, so that readers need no lock. */
    private volatile Map<String, Opened<A>> opened = Map.of();

    /** Guarded by this. */
    private boolean closed;

    private record Opened<A>(Account account, A api, Deque<AutoCloseable> resources) {}

    /** Opens an account's folder. */
    public interface Opener<A> {
        /**
         * @param resources takes what is to be closed with the account, also if this fails
         * @throws IOException if the folder can't be used
         */
        A open(Account account, Consumer<AutoCloseable> resources) throws IOException;
    }

    public Accounts(Opener<A> opener) {
        this.opener = opener;
    }

    /**
     * Opens one more.
     *
     * @throws IllegalArgumentException if the name is taken, or the folders overlap with another
     *     account's
     * @throws IOException if the folder can't be used; nothing is left open
     */
    public synchronized void open(Account account) throws IOException {
        if (closed) {
            throw new IOException("The sandbox is closed");
        }
        if (opened.containsKey(account.name())) {
            throw new IllegalArgumentException("name: " + account.name() + " is taken");
        }
        Deque<AutoCloseable> resources = new ArrayDeque<>();
        try {
            A api = opener.open(account, resources::push);
            Map<String, Opened<A>> more = new LinkedHashMap<>(opened);
            more.put(account.name(), new Opened<>(account, api, resources));
            opened = more;
        } catch (IOException | RuntimeException e) {
            close(resources).ifPresent(e::addSuppressed);
            throw e;
        }
    }

    /** The one that was opened first comes first. */
    public List<Account> all() {
        return opened.values().stream().map(Opened::account).toList();
    }

    public boolean has(String name) {
        return opened.containsKey(name);
    }

    /** What answers for an account; the first one's if there is none of that name. */
    public A api(String name) {
        Opened<A> found = opened.get(name);
        return found == null ? opened.values().iterator().next().api() : found.api();
    }

    /** Of what was opened for an account, the one of that kind. */
    public <R> Optional<R> resource(String name, Class<R> kind) {
        return Optional.ofNullable(opened.get(name)).stream()
                .flatMap(found -> found.resources().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    /** Whether files of both would be in one place, or the state of one among the other's files. */
    public static boolean overlap(Account one, Account other) {
        List<Path> ours = List.of(one.folder(), one.state());
        List<Path> theirs = List.of(other.folder(), other.state());
        return ours.stream()
                .anyMatch(a -> theirs.stream().anyMatch(b -> a.startsWith(b) || b.startsWith(a)));
    }

    /** Closes all, the last opened first. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        Deque<AutoCloseable> all = new ArrayDeque<>();
        for (Opened<A> each : opened.values()) {
            each.resources().descendingIterator().forEachRemaining(all::push);
        }
        opened = Map.of();
        Optional<IOException> failure = close(all);
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static Optional<IOException> close(Deque<AutoCloseable> resources) {
        IOException failure = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IOException("An account did not close cleanly", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        return Optional.ofNullable(failure);
    }
}
