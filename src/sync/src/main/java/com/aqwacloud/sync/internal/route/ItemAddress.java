package com.aqwacloud.sync.internal.route;

import com.aqwacloud.camel.component.microsoft.onedrive.ItemPath;
import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveComponent;
import org.apache.camel.Exchange;

/** Addresses of items within a batch, in the drive that the account's component is set to. */
public final class ItemAddress {
    private ItemAddress() {}

    /**
     * Address of an item below the service's version, escaped.
     *
     * @param exchange whose header {@link AqwaHeaders#ONEDRIVE} names the component
     */
    public static String of(Exchange exchange, String itemId) {
        String component = exchange.getMessage().getHeader(AqwaHeaders.ONEDRIVE, String.class);
        String drive =
                exchange.getContext()
                        .getComponent(component, MicrosoftOneDriveComponent.class)
                        .getConfiguration()
                        .getDriveId();
        return (drive == null || drive.isBlank()
                        ? "/me/drive"
                        : "/drives/" + ItemPath.escape(drive))
                + "/items/"
                + ItemPath.escape(itemId);
    }
}
