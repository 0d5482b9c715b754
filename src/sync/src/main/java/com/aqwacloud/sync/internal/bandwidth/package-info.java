/** Bytes of content pass no faster than the limits of their session and of the engine allow. */
package com.aqwacloud.sync.internal.bandwidth;
