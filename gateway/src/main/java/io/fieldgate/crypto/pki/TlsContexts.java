package io.fieldgate.crypto.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.outage.KeysUnavailable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// TLS contexts of the JDK out of PEM text, for the verbs' admin client and the example apps.
/// Errors: [KeysUnavailable] when the text holds no certificate or key of the expected kind.
public final class TlsContexts {
    private static final String KEY_HEAD = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_TAIL = "-----END PRIVATE KEY-----";

    private TlsContexts() {}

    /// A server that shows this certificate.
    public static SSLContext server(DevPki.Leaf leaf) {
        try {
            char[] none = new char[0];
            KeyStore store = empty();
            store.setKeyEntry(
                    "server",
                    key(leaf.keyPem()),
                    none,
                    certificates(leaf.chainPem()).toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException unfit) {
            throw new KeysUnavailable("The certificate or key of a TLS server cannot be used.", unfit);
        }
    }

    /// A client that trusts these authorities and no others.
    public static SSLContext trusting(String authoritiesPem) {
        try {
            KeyStore store = empty();
            int number = 0;
            for (Certificate authority : certificates(authoritiesPem)) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException unfit) {
            throw new KeysUnavailable("The file of trusted authorities cannot be used.", unfit);
        }
    }

    /// A client that trusts what the runtime trusts.
    public static SSLContext system() {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException broken) {
            throw new KeysUnavailable("The runtime has no TLS.", broken);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        int from = pem.indexOf(KEY_HEAD);
        int to = pem.indexOf(KEY_TAIL);
        if (from < 0 || to < from) {
            throw new KeysUnavailable("A private key file holds no PKCS#8 key.");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + KEY_HEAD.length(), to));
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    }
}
