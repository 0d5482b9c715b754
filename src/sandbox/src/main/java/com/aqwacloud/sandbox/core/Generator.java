package com.aqwacloud.sandbox.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes and removes sets of generated files. Thread-safe. */
final class Generator {

    private final Catalog catalog;
    private final Layout layout;
    private final Placing placing;

    Generator(Catalog catalog, Layout layout, Placing placing) {
        this.catalog = catalog;
        this.layout = layout;
        this.placing = placing;
    }

    Generated generate(Generate spec) throws IOException {
        return catalog.change(
                index -> {
                    index.liveFolder(spec.parentId());
                    GeneratedSet.Rule rule =
                            new GeneratedSet.Rule(
                                    UUID.randomUUID().toString().substring(0, 8),
                                    spec,
                                    catalog.flavor().hashes(),
                                    GeneratedSet.idPrefix(catalog.flavor().newId().get()),
                                    catalog.nextSeq(),
                                    0,
                                    catalog.now());
                    GeneratedSet set = new GeneratedSet(rule);
                    catalog.record(set);
                    return told(set);
                });
    }

    List<Generated> all() {
        return catalog.read(
                index ->
                        index.generated().all().stream()
                                .filter(set -> !set.removed())
                                .map(Generator::told)
                                .toList());
    }

    boolean remove(String setId) throws IOException {
        List<Path> aside = new ArrayList<>();
        boolean there =
                catalog.change(
                        index -> {
                            Optional<GeneratedSet> set =
                                    index.generated().find(setId).filter(found -> !found.removed());
                            if (set.isPresent()) {
                                remove(index, set.get(), aside);
                            }
                            return set.isPresent();
                        });
        aside.forEach(Layout::deleteTree);
        return there;
    }

    private void remove(Index index, GeneratedSet set, List<Path> aside) throws IOException {
        // Those touched are ordinary items by now, and go as such, with all that is below them.
        for (Item item : List.copyOf(index.all())) {
            Optional<Item> now = index.find(item.id());
            if (now.isPresent() && (set.owns(item.id()) || set.owns(item.parentId()))) {
                Path doomed = layout.doomed().resolve(item.id());
                placing.putAside(index, now.get(), doomed);
                aside.add(doomed);
                placing.forget(index, now.get());
            }
        }
        catalog.record(set.withRemoval(catalog.nextSeq()));
    }

    private static Generated told(GeneratedSet set) {
        return new Generated(set.rule().id(), set.rule().spec(), set.left());
    }
}
