package io.fieldgate.admin;

import java.nio.file.Path;

/// Where the admin plane listens. @param port 0 for any free port @param certificate PEM chain @param key PEM PKCS#8
public record AdminSettings(String host, int port, Path certificate, Path key) {}
