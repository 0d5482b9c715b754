package com.aqwacloud.sync.api;

import java.util.List;

/** The accounts of {@code etc/aqwa.accounts.cfg}. May be called from any thread. */
public interface Accounts {
    /** All accounts by name. */
    List<Account> list();
}
