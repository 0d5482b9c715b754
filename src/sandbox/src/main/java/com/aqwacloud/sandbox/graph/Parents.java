package com.aqwacloud.sandbox.graph;

import com.aqwacloud.sandbox.core.Item;
import java.io.IOException;
import java.util.Optional;

/** The folders that bodies name as the place for an item, by id or by path. */
final class Parents {

    private final Items items;
    private final AccountEndpoint account;

    Parents(Items items, AccountEndpoint account) {
        this.items = items;
        this.account = account;
    }

    /**
     * Reads a {@code parentReference}. The id counts where there is a path, too: a client may send
     * back what it was given, and paths change.
     *
     * @return empty if it names no folder
     * @throws com.aqwacloud.sandbox.http.ApiException if what it names is not of this drive, is not
     *     there, or is no folder
     */
    Optional<Item> of(Body reference) throws IOException {
        if (reference.text("driveId").filter(id -> !account.isDrive(id)).isPresent()) {
            throw GraphError.of(400, "notSupported", "An item can't go to another drive.");
        }
        Optional<String> id = reference.text("id");
        Optional<String> path = reference.text("path");
        if (id.isEmpty() && path.isEmpty()) {
            return Optional.empty();
        }
        Item parent = id.isPresent() ? items.byId(id.get()) : items.find(address(path.get()));
        if (!parent.folder()) {
            throw GraphError.invalid("The parent is not a folder.");
        }
        return Optional.of(parent);
    }

    /** Of {@code /drive/root:/a}, and the same of a drive that is named. */
    private Address address(String path) {
        String plain = path.replaceFirst("^/", "");
        String full = plain.startsWith("drive/") ? "me/" + plain : plain;
        return DriveAddress.find(full)
                .filter(account::isHere)
                .flatMap(found -> Address.parse(found.rest()))
                .filter(found -> found.action().isEmpty())
                .orElseThrow(() -> GraphError.invalidPath("It is no path of this drive."));
    }
}
