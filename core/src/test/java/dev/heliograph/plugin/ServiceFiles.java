// Copyright the Heliograph authors
// SPDX-License-Identifier: Apache-2.0
package dev.heliograph.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

/** A class path that lists exactly these services, of classes that are there. */
final class ServiceFiles extends ClassLoader {
    private static final String FOLDER = "META-INF/services/";
    private final Map<String, String> contents;

    ServiceFiles(Map<String, String> contents) {
        super(ServiceFiles.class.getClassLoader());
        this.contents = contents;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.startsWith(FOLDER)) {
            return super.getResources(name);
        }
        String content = contents.get(name.substring(FOLDER.length()));
        return content == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(url(name, content)));
    }

    private static URL url(String name, String content) throws IOException {
        return new URL("test", null, -1, name, new URLStreamHandler() {
            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {}

                    @Override
                    public InputStream getInputStream() {
                        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
                    }
                };
            }
        });
    }
}
