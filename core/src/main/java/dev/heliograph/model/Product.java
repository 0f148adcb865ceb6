// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this build is called. */
@Stable
public final class Product {
    /** The name that Telegram shows as the device of a session. */
    public static final String NAME = "Heliograph";

    private static final String VERSION = read();

    private Product() {}

    /** The version of this build, such as 0.1.0. */
    public static String version() {
        return VERSION;
    }

    private static String read() {
        try (InputStream in = Product.class.getResourceAsStream("/dev/heliograph/version.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException broken) {
            throw new UncheckedIOException("version.properties of heliograph-core", broken);
        }
    }
}
