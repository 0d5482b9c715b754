package com.aqwacloud.sync.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.aqwacloud.camel.component.microsoft.onedrive.MicrosoftOneDriveComponent;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemAddressTest {
    @ParameterizedTest
    @CsvSource({
        ", 01AB, /me/drive/items/01AB",
        "b!x-Y, 01AB, /drives/b!x-Y/items/01AB",
        ", a/b c, /me/drive/items/a%2Fb%20c"
    })
    void itIsInTheDriveThatTheAccountNames(String drive, String item, String address)
            throws Exception {
        try (var context = new DefaultCamelContext()) {
            var component = new MicrosoftOneDriveComponent();
            component.getConfiguration().setDriveId(drive);
            context.addComponent("onedrive-work", component);
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setHeader(AqwaHeaders.ONEDRIVE, "onedrive-work");

            assertThat(ItemAddress.of(exchange, item)).isEqualTo(address);
        }
    }
}
