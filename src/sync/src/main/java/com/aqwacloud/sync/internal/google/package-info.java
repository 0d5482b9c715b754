/** Google Drive as one account sees it: client, content, errors, entries. */
package com.aqwacloud.sync.internal.google;
