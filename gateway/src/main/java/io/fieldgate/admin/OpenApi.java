package io.fieldgate.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The description of the admin plane and of the gateway's own addresses, OpenAPI 3.1, as it lies in the program.
final class OpenApi {
    static final String RESOURCE = "/io/fieldgate/openapi.yaml";
    private static final String CONTENT_TYPE = "application/yaml"; // RFC 9512

    private OpenApi() {}

    static AdminAnswer file() {
        return AdminAnswer.text(CONTENT_TYPE, read());
    }

    static String read() {
        try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The program was built without its openapi.yaml.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("openapi.yaml of the program cannot be read.", unreadable);
        }
    }
}
