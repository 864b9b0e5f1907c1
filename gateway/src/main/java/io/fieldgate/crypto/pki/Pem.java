package io.fieldgate.crypto.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

/// Text form of DER bytes: RFC 7468, lines of 64 characters.
final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    static String text(String label, byte[] der) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    /// @throws IllegalArgumentException when there is no block of this label
    static byte[] der(String label, String text) {
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no PEM block of the label " + label);
        }
        return Base64.getMimeDecoder()
                .decode(text.substring(from + begin.length(), to).getBytes(US_ASCII));
    }
}
