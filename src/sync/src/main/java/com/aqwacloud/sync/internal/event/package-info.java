/** What happens, as numbered JSON events for whoever watches. */
package com.aqwacloud.sync.internal.event;
