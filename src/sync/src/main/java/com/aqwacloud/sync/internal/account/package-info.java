/** Accounts as configured, their access tokens, and the secrets that must outlive a restart. */
package com.aqwacloud.sync.internal.account;
