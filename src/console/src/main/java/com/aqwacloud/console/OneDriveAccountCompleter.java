package com.aqwacloud.console;

import com.aqwacloud.sync.api.Cloud;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Names of the OneDrive accounts. */
@Service
public class OneDriveAccountCompleter extends AccountSuggestions {
    public OneDriveAccountCompleter() {
        super(Cloud.ONEDRIVE);
    }
}
