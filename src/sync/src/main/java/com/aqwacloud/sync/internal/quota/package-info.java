/** One governor per account stands before every request to its cloud. */
package com.aqwacloud.sync.internal.quota;
