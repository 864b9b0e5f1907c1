package io.fieldgate.boot;

import java.net.URI;

/// What a running dev gateway wrote down about itself, so that verbs find it.
public record RunningDev(URI data, URI admin, long pid) {}
