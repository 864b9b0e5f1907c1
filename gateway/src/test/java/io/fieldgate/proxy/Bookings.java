package io.fieldgate.proxy;

import io.fieldgate.proxy.http.RawClient;
import io.fieldgate.state.Namespace;
import io.fieldgate.state.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Bookings of masks: one a person in three days, so that whether one is still reserved can be seen in the state.
final class Bookings {
    static final String BOOKED = "{\"id\":\"" + ExchangeTest.UUID + "\",\"number\":17}";
    private static final byte[] END = new byte[64];

    static {
        Arrays.fill(END, (byte) -1);
    }

    private Bookings() {}

    static RawClient.Got book(ProxyRig rig, String caller, String extra) {
        return post(rig, caller, extra, ExchangeTest.BOOKING);
    }

    static RawClient.Got post(ProxyRig rig, String caller, String extra, String body) {
        return rig.send("POST /mask-booking/api/bookings HTTP/1.1\r\nHost: gate\r\n" + ProxyRig.bearer(caller) + extra
                + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /// The shipped policies with one text instead of another.
    static Path policies(Path folder, String text, String instead) {
        try {
            Path policies = Files.createDirectory(folder.resolve("policies"));
            try (var files = Files.list(ProxyRig.POLICIES)) {
                for (Path file : files.toList()) {
                    Files.writeString(
                            policies.resolve(file.getFileName().toString()),
                            Files.readString(file).replace(text, instead));
                }
            }
            return policies;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many persons have their one booking, reserved or confirmed.
    static int booked(ProxyRig rig) {
        return rows(rig, Namespace.COUNTERS).size();
    }

    static List<Row> rows(ProxyRig rig, Namespace namespace) {
        return rig.state.scan(namespace, new byte[0], END, 100);
    }
}
