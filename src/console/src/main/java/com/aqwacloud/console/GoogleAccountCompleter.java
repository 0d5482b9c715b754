package com.aqwacloud.console;

import com.aqwacloud.sync.api.Cloud;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Names of the Google Drive accounts. */
@Service
public class GoogleAccountCompleter extends AccountSuggestions {
    public GoogleAccountCompleter() {
        super(Cloud.GOOGLE);
    }
}
