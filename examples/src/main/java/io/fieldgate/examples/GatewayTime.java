package io.fieldgate.examples;

import io.fieldgate.boot.Gateway;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The demo apps live in the gateway's time (2020): its dev clock, once it runs. Thread rule: set once, read by many.
public final class GatewayTime implements InstantSource {
    private volatile @Nullable Gateway gateway;

    public void follow(Gateway started) {
        gateway = started;
    }

    @Override
    public Instant instant() {
        Gateway followed = gateway;
        if (followed == null) {
            throw new IllegalStateException("The gateway has not started.");
        }
        return followed.clock().instant();
    }
}
