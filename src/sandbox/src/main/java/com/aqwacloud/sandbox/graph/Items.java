package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds the items that addresses point to. */
final class Items {

    private final CloudFolder folder;
    private final NameRules rules;
    private final SpecialFolders special;

    Items(CloudFolder folder, NameRules rules) {
        this.folder = folder;
        this.rules = rules;
        this.special = new SpecialFolders(folder);
    }

    /** A place for an item, whether or not there is one. */
    record Place(Item parent, String name) {}

    Item find(Address address) throws IOException {
        return lookUp(address).orElseThrow(GraphError::notFound);
    }

    Optional<Item> lookUp(Address address) throws IOException {
        Optional<Item> item = anchor(address.anchor());
        for (String name : address.path()) {
            item = item.flatMap(at -> folder.child(at.id(), name));
        }
        return item;
    }

    Item byId(String id) throws IOException {
        return anchor(id).orElseThrow(GraphError::notFound);
    }

    private Optional<Item> anchor(String id) throws IOException {
        if (id.startsWith(Address.SPECIAL)) {
            return special.find(id.substring(Address.SPECIAL.length()));
        }
        return id.equals("root") ? Optional.of(folder.root()) : folder.find(id);
    }

    /**
     * The place a path names; folders on the way are made, as OneDrive does.
     *
     * @param app the application that makes them
     */
    Place place(Address address, String app) throws IOException {
        List<String> path = address.path();
        if (path.isEmpty()) {
            throw GraphError.invalid("The address names no item.");
        }
        Item parent = byId(address.anchor());
        for (String name : path) {
            if (folder.child(parent.id(), name).isEmpty()) {
                rules.check(name, parent.parentId() == null);
            }
        }
        checkLength(parent, String.join("/", path));
        for (String name : path.subList(0, path.size() - 1)) {
            Optional<Item> next = folder.child(parent.id(), name);
            parent =
                    next.isPresent()
                            ? next.get()
                            : folder.createFolder(
                                            Meta.named(parent.id(), name).by(app), Conflict.REPLACE)
                                    .item();
            requireFolder(parent);
        }
        requireFolder(parent);
        return new Place(parent, path.get(path.size() - 1));
    }

    /** Checks a name that an item is to have in a folder. */
    void checkName(Item parent, String name) {
        rules.check(name, parent.parentId() == null);
        checkLength(parent, name);
    }

    /**
     * Checks a name that an item is to have in a folder, and the paths of all that comes with it.
     */
    void checkMove(Item item, Item parent, String name) {
        checkName(parent, name);
        int now = lengthWithin(parent) + name.length();
        // What gets no longer was taken once before.
        if (item.folder() && now > lengthWithin(item) - 1) {
            checkWithin(item, now);
        }
    }

    private void checkWithin(Item parent, int length) {
        for (Item child : folder.walkChildren(parent.id(), "")) {
            int own = length + 1 + child.name().length();
            rules.checkPath(own);
            if (child.folder()) {
                checkWithin(child, own);
            }
        }
    }

    private void checkLength(Item parent, String below) {
        rules.checkPath(lengthWithin(parent) + below.length());
    }

    /** Of the path from below the root to a folder, and of the slash behind it. */
    private int lengthWithin(Item parent) {
        int length = parent.parentId() == null ? 0 : parent.name().length() + 1;
        for (Item above : folder.ancestors(parent)) {
            length += above.parentId() == null ? 0 : above.name().length() + 1;
        }
        return length;
    }

    private static void requireFolder(Item item) {
        if (!item.folder()) {
            throw GraphError.invalid("The parent is not a folder.");
        }
    }
}
