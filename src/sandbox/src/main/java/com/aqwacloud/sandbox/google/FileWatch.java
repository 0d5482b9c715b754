package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.google.push.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells what happens to one file. For one thread. */
final class FileWatch implements Supplier<Optional<Notice>> {

    private final CloudFolder folder;
    private Optional<Item> last;
    private long children;

    FileWatch(CloudFolder folder, Item item) {
        this.folder = folder;
        this.last = Optional.of(item);
        this.children = folder.childCount(item.id());
    }

    @Override
    public Optional<Notice> get() {
        if (last.isEmpty()) {
            return Optional.empty();
        }
        Item before = last.get();
        last = folder.find(before.id());
        if (last.isEmpty()) {
            return Optional.of(new Notice("remove", null));
        }
        Item now = last.get();
        if (now.trashed() != before.trashed()) {
            return Optional.of(new Notice(now.trashed() ? "trash" : "untrash", null));
        }
        List<String> changed = new ArrayList<>();
        long count = folder.childCount(now.id());
        if (count != children) {
            children = count;
            changed.add("children");
        }
        if (now.seq() != before.seq()) {
            if (now.contentVersion() != before.contentVersion()) {
                changed.add("content");
            }
            if (!Objects.equals(now.parentId(), before.parentId())) {
                changed.add("parents");
            }
            Object facts = now.properties().get(Facts.KEY);
            if (!Objects.equals(facts, before.properties().get(Facts.KEY))) {
                changed.add("permissions");
            }
            if (changed.isEmpty() || !now.name().equals(before.name())) {
                changed.add("properties");
            }
        }
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Notice("update", String.join(",", changed)));
    }
}
