package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.account.Owner;
import com.aqwacloud.sandbox.core.CloudFolder;
import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that one user can see with one application: the own files, the shared drives, and what others
 * share. Thread-safe.
 */
final class Library {

    private final Owner user;
    private final Volume mine;
    private final Optional<SharedDrives> drives;
    private final Community community;
    private final App app;

    /** With an application that sees everything. */
    Library(Owner user, CloudFolder folder, Optional<SharedDrives> drives, Community community) {
        this(user, Volume.mine(folder, user), drives, community, App.ANY);
    }

    private Library(
            Owner user, Volume mine, Optional<SharedDrives> drives, Community community, App app) {
        this.user = user;
        this.mine = mine;
        this.drives = drives;
        this.community = community;
        this.app = app;
    }

    /** The same with another application. */
    Library with(App other) {
        return new Library(user, mine, drives, community, other);
    }

    App app() {
        return app;
    }

    Owner user() {
        return user;
    }

    Volume mine() {
        return mine;
    }

    Optional<SharedDrives> sharedDrives() {
        return drives;
    }

    List<Volume> drives() {
        return drives.map(SharedDrives::all).orElse(List.of());
    }

    List<Volume> others() {
        return community.sharersWith(user);
    }

    Community community() {
        return community;
    }

    /** The own files first. */
    List<Volume> volumes() {
        List<Volume> all = new ArrayList<>();
        all.add(mine);
        all.addAll(drives());
        all.addAll(others());
        return all;
    }

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if there is no such drive
     */
    Volume drive(String id) {
        return drives().stream()
                .filter(volume -> volume.key().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                GoogleError.of(
                                        404,
                                        "global",
                                        "notFound",
                                        "Shared drive not found: " + id,
                                        "driveId",
                                        "parameter"));
    }

    /** An item of a volume as the user sees it; empty if the user or the application may not. */
    Optional<Seen> see(Volume volume, Item item) {
        return app.sees(item) ? seeWithAny(volume, item) : Optional.empty();
    }

    private Optional<Seen> seeWithAny(Volume volume, Item item) {
        return role(volume, item).map(role -> new Seen(volume, item, role));
    }

    /**
     * The user's own root as the place of a file.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if the application may use no place at all
     */
    Seen root() {
        return findPlace("root").orElseThrow();
    }

    /**
     * A folder as the place of a file.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if there is none
     */
    Seen place(String id, boolean allDrives) {
        return findPlace(id)
                .filter(seen -> allDrives || !seen.volume().isSharedDrive())
                .orElseThrow(() -> GoogleError.notFound(id));
    }

    /**
     * The same wherever it is. An application that does not see a root may put its files there all
     * the same.
     */
    Optional<Seen> findPlace(String id) {
        if (app.sight() == App.Sight.NOTHING) {
            throw GoogleError.of(
                    403,
                    "insufficientScopes",
                    "The granted scopes do not allow use of the Drive space.");
        }
        if (id.equals("root")) {
            return seeWithAny(mine, mine.folder().root());
        }
        return volumes().stream()
                .filter(volume -> volume.folder().root().id().equals(id))
                .findFirst()
                .flatMap(volume -> seeWithAny(volume, volume.folder().root()))
                .or(() -> find(id));
    }

    private Optional<Role> role(Volume volume, Item item) {
        return switch (volume.kind()) {
            case MINE -> Optional.of(Role.OWNER);
            case SHARED_DRIVE -> Optional.of(Role.ORGANIZER);
            case OTHERS -> {
                List<Item> up = new ArrayList<>(List.of(item));
                up.addAll(volume.folder().ancestors(item));
                yield up.stream()
                        .flatMap(each -> new Facts(each).shareWith(user).stream())
                        .flatMap(share -> share.role().stream())
                        .min(Role::compareTo);
            }
        };
    }

    /** What others share with the user itself, not what lies within. */
    List<Seen> sharedWithMe() {
        List<Seen> found = new ArrayList<>();
        for (Volume volume : others()) {
            for (Item item : Community.sharedOf(volume)) {
                boolean open =
                        new Facts(item)
                                .shareWith(user)
                                .filter(s -> s.role().isPresent())
                                .isPresent();
                if (open && !item.trashed()) {
                    see(volume, item).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** Wherever it is. */
    Optional<Seen> find(String id) {
        if (id.equals("root")) {
            return see(mine, mine.folder().root());
        }
        for (Volume volume : volumes()) {
            Optional<Item> item = volume.folder().find(id);
            if (item.isPresent()) {
                Optional<Seen> seen = see(volume, item.get());
                if (seen.isPresent()) {
                    return seen;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * An item that a call names. What is in shared drives is not there for those who do not say
     * that they know of them.
     *
     * @throws com.aqwacloud.sandbox.http.ApiException if there is none
     */
    Seen find(Call call, String id) {
        return find(id, allDrives(call));
    }

    Seen find(String id, boolean allDrives) {
        return find(id).filter(seen -> allDrives || !seen.volume().isSharedDrive())
                .orElseThrow(() -> GoogleError.notFound(id));
    }

    /** Whether a client says that it knows of shared drives. */
    static boolean allDrives(Call call) {
        return call.flag("supportsAllDrives") || call.flag("supportsTeamDrives");
    }

    /** Whether a client wants what is in shared drives, too. */
    static boolean includesAllDrives(Call call) {
        return allDrives(call)
                && (call.flag("includeItemsFromAllDrives") || call.flag("includeTeamDriveItems"));
    }
}
