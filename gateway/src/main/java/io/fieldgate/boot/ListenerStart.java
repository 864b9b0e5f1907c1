package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.Listen;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import java.net.BindException;

/// Starts a listener and turns its failure into a sentence that names the option that changes it.
final class ListenerStart {
    private ListenerStart() {}

    /// @param plane `data` or `admin`
    static void start(String plane, GatewayConfig config, Runnable start) {
        try {
            start.run();
        } catch (IllegalStateException refused) {
            throw new StartFailure(isBusy(refused) ? busy(plane, config, refused) : unusable(plane), refused);
        }
    }

    private static String busy(String plane, GatewayConfig config, IllegalStateException refused) {
        SettingKey<Listen> key = plane.equals("data") ? SettingKey.DATA_LISTEN : SettingKey.ADMIN_LISTEN;
        Listen listen = config.get(key);
        boolean plain = !String.valueOf(refused.getMessage()).contains(listen.host() + ":" + listen.port());
        if (plain && config.plainData().isPresent()) { // the data plane's other port
            listen = config.plainData().get();
            key = SettingKey.PLAIN_LISTEN;
        }
        return "Port " + listen.port() + " of " + listen.host()
                + " cannot be used (is another program on it?). Choose another with --set " + key.pattern() + "="
                + listen.host()
                + ":PORT.";
    }

    private static String unusable(String plane) {
        return "The listener of `" + plane + ".listen` cannot start: `" + plane + ".certificate` and `" + plane
                + ".key` must be PEM files of a certificate chain and of its PKCS#8 key, and the host one of this machine.";
    }

    private static boolean isBusy(Throwable refused) {
        Throwable cause = refused;
        while (cause != null && !(cause instanceof BindException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
