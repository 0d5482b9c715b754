package com.aqwacloud.sandbox.google;

import com.aqwacloud.sandbox.core.Item;
import com.aqwacloud.sandbox.http.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a list looks through.
 *
 * @param volumes in the order in which it looks
 */
record Corpus(List<Volume> volumes, Library library) {

    /**
     * @throws com.aqwacloud.sandbox.http.ApiException if the parameters do not go together
     */
    static Corpus of(Call call, Library library) {
        Optional<String> drive =
                call.query("driveId").or(() -> call.query("teamDriveId")).filter(s -> !s.isEmpty());
        String corpora =
                call.query("corpora")
                        .or(() -> call.query("corpus"))
                        .orElse(drive.isPresent() ? "drive" : "user");
        boolean all = Library.includesAllDrives(call);
        String spaces = call.query("spaces").orElse("drive");
        for (String space : spaces.split(",")) {
            if (!List.of("drive", "appDataFolder", "photos").contains(space)) {
                throw GoogleError.invalid("spaces");
            }
        }
        if (!List.of(spaces.split(",")).contains("drive")) {
            return new Corpus(List.of(), library);
        }
        if (library.app().sight() == App.Sight.NOTHING) {
            throw GoogleError.of(
                    403,
                    "global",
                    "insufficientScopes",
                    "The granted scopes do not give access to all of the requested spaces.",
                    "spaces",
                    "parameter");
        }
        if (drive.isPresent() != (corpora.equals("drive") || corpora.equals("teamDrive"))) {
            throw GoogleError.of(
                    400,
                    "global",
                    "invalid",
                    "The driveId parameter must be specified if and only if corpora is set to"
                            + " drive.",
                    "driveId",
                    "parameter");
        }
        return switch (corpora) {
            case "user" -> new Corpus(ordered(library, all), library);
            case "domain" -> new Corpus(List.of(), library);
            case "drive", "teamDrive" -> {
                required(all);
                yield new Corpus(List.of(library.drive(drive.orElseThrow())), library);
            }
            case "allDrives", "user,allTeamDrives" -> {
                required(all);
                yield new Corpus(ordered(library, true), library);
            }
            default -> throw GoogleError.invalid("corpora");
        };
    }

    private static void required(boolean all) {
        if (!all) {
            throw GoogleError.of(
                    403,
                    "global",
                    "teamDrivesCorporaRequiresSupport",
                    "The includeItemsFromAllDrives and supportsAllDrives parameters must be set to"
                            + " true for these corpora.",
                    "includeItemsFromAllDrives",
                    "parameter");
        }
    }

    private static List<Volume> ordered(Library library, boolean all) {
        List<Volume> volumes = new ArrayList<>(library.volumes());
        volumes.removeIf(volume -> volume.isSharedDrive() && !all);
        volumes.sort((a, b) -> compare(a.key(), b.key()));
        return volumes;
    }

    /** The order of volumes by their keys: the same whatever comes and goes between two pages. */
    static int compare(String oneKey, String otherKey) {
        return oneKey.compareTo(otherKey);
    }

    Optional<Seen> see(Volume volume, Item item) {
        return library.see(volume, item);
    }

    /** What has been shared of a tree, and all within it, in order of ids. */
    static List<Item> withinShared(Volume volume, String after) {
        TreeMap<String, Item> found = new TreeMap<>();
        List<Item> open = new ArrayList<>(Community.sharedOf(volume));
        while (!open.isEmpty()) {
            Item item = open.remove(open.size() - 1);
            if (found.put(item.id(), item) == null && item.folder()) {
                open.addAll(volume.folder().children(item.id()));
            }
        }
        return new ArrayList<>(found.tailMap(after, false).values());
    }
}
