package com.aqwacloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.sandbox.CloudAccess.Seen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes, edits, renames, reads and deletes files by chance, and knows what must be there. */
final class RandomClient {

    private static final int LARGEST = 60_000;

    private final CloudAccess cloud;
    private final String name;
    private final Random random;

    /** By id; empty for what it deleted. */
    private final Map<String, Optional<Held>> held = new HashMap<>();

    private final List<String> alive = new ArrayList<>();
    private int made;

    /** What a request that was not answered may have done. */
    private String pendingId;

    private Optional<Held> pending;

    /** A file as it must be. */
    record Held(String name, byte[] content) {

        boolean is(Optional<Seen> seen) {
            return seen.isPresent()
                    && seen.get().name().equals(name)
                    && seen.get().size() == content.length;
        }
    }

    RandomClient(CloudAccess cloud, String name, long seed) {
        this.cloud = cloud;
        this.name = name;
        this.random = new Random(seed);
    }

    /** Sends one request, or two for what needs it. */
    void step() throws IOException {
        int what = alive.isEmpty() ? 0 : random.nextInt(10);
        if (what < 4) {
            create();
            return;
        }
        String id = alive.get(random.nextInt(alive.size()));
        Held now = held.get(id).orElseThrow();
        if (what < 6) {
            byte[] content = content();
            expect(id, Optional.of(new Held(now.name(), content)));
            cloud.replace(id, content);
            came(id);
        } else if (what < 7) {
            String other = newName();
            expect(id, Optional.of(new Held(other, now.content())));
            cloud.rename(id, other);
            came(id);
        } else if (what < 8) {
            expect(id, Optional.empty());
            cloud.delete(id);
            came(id);
            alive.remove(id);
        } else {
            assertThat(cloud.read(id)).as(now.name()).isEqualTo(now.content());
        }
    }

    private void create() throws IOException {
        Held wanted = new Held(newName(), content());
        String id = cloud.create(wanted.name(), wanted.content());
        held.put(id, Optional.of(wanted));
        alive.add(id);
    }

    private String newName() {
        return name + "-" + made++ + ".bin";
    }

    private byte[] content() {
        byte[] content = new byte[1 + random.nextInt(LARGEST)];
        random.nextBytes(content);
        return content;
    }

    private void expect(String id, Optional<Held> then) {
        pendingId = id;
        pending = then;
    }

    private void came(String id) {
        held.put(id, pending);
        pendingId = null;
    }

    /** Takes what a request that was not answered has or has not done for what must be there. */
    void settle() throws IOException {
        if (pendingId == null) {
            return;
        }
        Optional<Seen> found = cloud.find(pendingId);
        boolean done = pending.map(then -> then.is(found)).orElse(found.isEmpty());
        if (done) {
            held.put(pendingId, pending);
            if (pending.isEmpty()) {
                alive.remove(pendingId);
            }
        }
        pendingId = null;
    }

    /** That the cloud has exactly what must be there, byte for byte. */
    void verify() throws IOException {
        for (Map.Entry<String, Optional<Held>> each : held.entrySet()) {
            Optional<Seen> found = cloud.find(each.getKey());
            if (each.getValue().isEmpty()) {
                assertThat(found).as(each.getKey()).isEmpty();
            } else {
                Held wanted = each.getValue().get();
                assertThat(found).contains(new Seen(wanted.name(), wanted.content().length));
                assertThat(cloud.read(each.getKey())).isEqualTo(wanted.content());
            }
        }
    }

    /** That the feed, up to now, told of all that was done. */
    void verifyFeed(Map<String, Optional<Seen>> feed) {
        held.forEach(
                (id, wanted) -> {
                    // What came and went between two polls need not be told of.
                    if (wanted.isPresent() || feed.containsKey(id)) {
                        assertThat(feed.get(id))
                                .as(id)
                                .isEqualTo(
                                        wanted.map(
                                                file ->
                                                        new Seen(
                                                                file.name(),
                                                                file.content().length)));
                    }
                });
    }

    int files() {
        return alive.size();
    }
}
