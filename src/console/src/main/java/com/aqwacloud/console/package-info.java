/** The {@code aqwa:*} commands of the Karaf shell: a face over the engine's services. */
package com.aqwacloud.console;
