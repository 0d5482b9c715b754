package com.aqwacloud.sandbox;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What a client asks of either cloud; an answer that is no success is an error of the test. */
interface CloudAccess {

    /** What a feed tells of a file. */
    record Seen(String name, long size) {}

    /** Returns the new file's id. */
    String create(String name, byte[] content) throws IOException;

    void replace(String id, byte[] content) throws IOException;

    void rename(String id, String name) throws IOException;

    void delete(String id) throws IOException;

    byte[] read(String id) throws IOException;

    /** Name and size of a file, if there is one of that id. */
    Optional<Seen> find(String id) throws IOException;

    /** Remembers the feed's end. */
    void follow() throws IOException;

    /** What changed since the last call, by id; empty for what is gone. */
    Map<String, Optional<Seen>> changes() throws IOException;
}
