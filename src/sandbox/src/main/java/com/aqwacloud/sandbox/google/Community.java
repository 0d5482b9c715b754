package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.control.Lever;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Conflict;
import com.aqwacloud.sandbox.core.Guard;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.core.Meta;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** Who has a drive, so that one can share with another. Thread-safe. */
public final class Community {

    /** Among the properties of a root: the ids of what has been shared of its tree. */
    private static final String SHARED_IDS = "sharedIds";

    private final Map<String, Member> members = new ConcurrentSkipListMap<>();

    private record Member(Owner owner, CloudFolder folder) {}

    /** What can be done here that no client could do. */
    public Lever lever() {
        return new LeverEndpoint(this);
    }

    void join(Owner owner, CloudFolder folder) {
        members.put(owner.account(), new Member(owner, folder));
    }

    Optional<Owner> owner(String account) {
        return Optional.ofNullable(members.get(account)).map(Member::owner);
    }

    Optional<CloudFolder> folder(String account) {
        return Optional.ofNullable(members.get(account)).map(Member::folder);
    }

    /** The trees of those who share, or once shared, something with the user. */
    List<Volume> sharersWith(Owner user) {
        List<Volume> found = new ArrayList<>();
        for (Member member : members.values()) {
            Volume volume =
                    new Volume(Volume.Kind.OTHERS, member.folder(), member.owner(), "My Drive");
            boolean other = !member.owner().equals(user);
            if (other && sharedOf(volume).stream().anyMatch(i -> isNamed(user, i))) {
                found.add(volume);
            }
        }
        return found;
    }

    private static boolean isNamed(Owner user, Item item) {
        return new Facts(item).shareWith(user).isPresent();
    }

    /** What has been shared itself, of a tree, with anyone. */
    static List<Item> sharedOf(Volume volume) {
        List<Item> found = new ArrayList<>();
        for (String id : sharedIds(volume.folder())) {
            volume.folder().find(id).ifPresent(found::add);
        }
        return found;
    }

    private static Set<String> sharedIds(CloudFolder folder) {
        Set<String> ids = new LinkedHashSet<>();
        if (folder.root().properties().get(SHARED_IDS) instanceof List<?> list) {
            list.forEach(id -> ids.add((String) id));
        }
        return ids;
    }

    /** Puts down that an item of an account is shared, or is so no longer. */
    synchronized Item share(CloudFolder folder, Item item, Facts.Share share) throws IOException {
        Set<String> ids = sharedIds(folder);
        if (ids.add(item.id())) {
            Map<String, Object> properties =
                    new java.util.LinkedHashMap<>(folder.root().properties());
            properties.put(SHARED_IDS, List.copyOf(ids));
            folder.update(folder.root().id(), with(properties), Conflict.DUPLICATE, Guard.NONE);
        }
        return folder.update(
                item.id(), with(new Facts(item).with(share)), Conflict.DUPLICATE, Guard.NONE);
    }

    static Meta with(Map<String, Object> properties) {
        return new Meta(null, null, null, null, null, properties);
    }
}
