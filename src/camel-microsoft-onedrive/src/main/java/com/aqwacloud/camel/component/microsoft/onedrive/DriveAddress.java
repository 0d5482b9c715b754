package com.aqwacloud.camel.component.microsoft.onedrive;

import java.net.URI;
import java.util.List;

/** Makes the addresses of one drive. Immutable. */
final class DriveAddress {

    private final String drive;

    /**
     * @param base the service's address with its version, without slash at its end
     * @param driveId null for the drive of the signed-in user
     */
    DriveAddress(URI base, String driveId) {
        this.drive =
                base
                        + (driveId == null || driveId.isBlank()
                                ? "/me/drive"
                                : "/drives/" + ItemPath.escape(driveId));
    }

    URI drive() {
        return URI.create(drive);
    }

    URI items() {
        return URI.create(drive + "/items");
    }

    URI item(ItemPath path, List<String> parameters) {
        return URI.create(drive + "/" + path.resource() + query(parameters));
    }

    URI sub(ItemPath path, String sub, List<String> parameters) {
        return URI.create(drive + "/" + path.resource(sub) + query(parameters));
    }

    private static String query(List<String> parameters) {
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
