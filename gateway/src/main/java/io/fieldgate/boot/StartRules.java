package io.fieldgate.boot;

import io.fieldgate.boot.config.GatewayConfig;
import io.fieldgate.boot.config.Listen;
import io.fieldgate.boot.config.SettingKey;
import io.fieldgate.boot.config.StartFailure;
import io.fieldgate.crypto.custodian.KeyCustodian;
import io.fieldgate.crypto.pki.TlsIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Set-ups that would start and then not do what they are for: each is refused by one sentence that names the setting
/// and what would be accepted. Reads files, changes nothing.
/// Errors: [StartFailure].
final class StartRules {
    private static final List<SettingKey<Path>> CREDENTIALS = List.of(
            SettingKey.DATA_CERTIFICATE, SettingKey.DATA_KEY, SettingKey.ADMIN_CERTIFICATE, SettingKey.ADMIN_KEY);
    private static final List<SettingKey<Path>> SECRETS =
            List.of(SettingKey.DATA_KEY, SettingKey.ADMIN_KEY, SettingKey.UPSTREAM_KEY, SettingKey.WRAPPING_KEY);

    private StartRules() {}

    /// Of every gateway, before anything is opened.
    static void listeners(GatewayConfig config) {
        Listen data = config.data().listen();
        Listen admin = config.admin().listen();
        if (meet(data, admin)) {
            throw new StartFailure(config.shown(SettingKey.ADMIN_LISTEN)
                    + " is the address of `data.listen`: citizens would reach the admin plane. Choose another port.");
        }
        config.plainData()
                .filter(plain -> meet(plain, data) || meet(plain, admin))
                .ifPresent(plain -> {
                    throw new StartFailure(config.shown(SettingKey.PLAIN_LISTEN)
                            + " is the address of another listener. Choose another port.");
                });
    }

    /// The same port of the same host; a wildcard is every host.
    private static boolean meet(Listen one, Listen other) {
        boolean everywhere = one.isWildcard() || other.isWildcard();
        boolean loopback = one.isLoopback() && other.isLoopback();
        return one.port() != 0
                && one.port() == other.port()
                && (everywhere || loopback || one.host().equals(other.host()));
    }

    /// Of a gateway that is no dev gateway, before anything is opened.
    static void production(GatewayConfig config) {
        if (config.data().pem().isEmpty() || config.admin().pem().isEmpty()) {
            throw new StartFailure(
                    "`data.certificate`, `data.key`, `admin.certificate` and `admin.key` must be set; both planes speak TLS only.");
        }
        CREDENTIALS.forEach(key -> refuseMissing(key, config));
        SECRETS.forEach(key -> refuseOpen(key, config));
        if (!config.destroysOnOneClock()) {
            throw new StartFailure(
                    config.shown(SettingKey.DESTROY_ON_ONE)
                            + " leaves keys to wait for a second clock, and this version knows none: nothing could be destroyed, so nothing may be collected. Write `yes` if this host's clock shall be enough.");
        }
    }

    private static void refuseMissing(SettingKey<Path> key, GatewayConfig config) {
        Path file = config.get(key);
        if (!Files.isReadable(file)) {
            throw new StartFailure(config.shown(key) + ": the file " + file + " is missing or cannot be read.");
        }
    }

    private static void refuseOpen(SettingKey<Path> key, GatewayConfig config) {
        Optional<Path> file = config.find(key).filter(Files::exists);
        try {
            if (file.isPresent() && !PrivateFolders.isClosedToOthers(file.get())) {
                throw new StartFailure(config.shown(key) + ": everybody on this host can read or change " + file.get()
                        + "; take that away (`chmod o= " + file.get() + "`).");
            }
        } catch (IOException unreadable) {
            throw new StartFailure(config.shown(key) + ": the file " + file.get() + " cannot be read.", unreadable);
        }
    }

    /// Of the certificates and keys a gateway shows, once they are there.
    static void identities(GatewayConfig config, Instant now) {
        config.data().pem().ifPresent(pem -> identity(pem, SettingKey.DATA_CERTIFICATE, SettingKey.DATA_KEY, now));
        config.admin().pem().ifPresent(pem -> identity(pem, SettingKey.ADMIN_CERTIFICATE, SettingKey.ADMIN_KEY, now));
        config.upstreamIdentity()
                .ifPresent(pem -> identity(pem, SettingKey.UPSTREAM_CERTIFICATE, SettingKey.UPSTREAM_KEY, now));
    }

    private static void identity(
            GatewayConfig.Pem pem, SettingKey<Path> certificate, SettingKey<Path> key, Instant now) {
        switch (TlsIdentity.judge(text(pem.certificate(), certificate), text(pem.key(), key), now)) {
            case FIT -> {}
            case NO_CERTIFICATE ->
                throw new StartFailure(
                        "`" + certificate.pattern() + "`: " + pem.certificate() + " holds no PEM certificate chain.");
            case NO_KEY ->
                throw new StartFailure("`" + key.pattern() + "`: " + pem.key()
                        + " holds no PEM key in PKCS#8 of the certificate's kind; `openssl pkey` writes one.");
            case ANOTHER_KEY ->
                throw new StartFailure(
                        "`" + key.pattern() + "`: the key in " + pem.key() + " is not that of the certificate in "
                                + pem.certificate() + ", which must stand first in it.");
            case NOT_YET_VALID ->
                throw new StartFailure("`" + certificate.pattern() + "`: a certificate in " + pem.certificate()
                        + " is not valid yet; is this host's clock right?");
            case EXPIRED ->
                throw new StartFailure(
                        "`" + certificate.pattern() + "`: a certificate in " + pem.certificate() + " has expired.");
        }
    }

    private static String text(Path file, SettingKey<Path> key) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new StartFailure(
                    "`" + key.pattern() + "`: the file " + file + " is missing or cannot be read.", unreadable);
        }
    }

    /// Throw-away keys never meet a network.
    static void custodian(GatewayConfig config, KeyCustodian custodian) {
        boolean outside =
                !config.data().listen().isLoopback() || !config.admin().listen().isLoopback();
        if (custodian.traits().development() && outside) {
            throw new StartFailure(
                    "The key custodian (" + config.custodian()
                            + ") is a file on this host, which a backup can bring back: it is for loopback only, whatever its key. `data.listen` and `admin.listen` must be 127.0.0.1 or ::1.");
        }
    }
}
