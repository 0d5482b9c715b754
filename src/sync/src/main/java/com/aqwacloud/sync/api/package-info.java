/** What the faces (console, REST, page) and other bundles may use of the engine. */
package com.aqwacloud.sync.api;
