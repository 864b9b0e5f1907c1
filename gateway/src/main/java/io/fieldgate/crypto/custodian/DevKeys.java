package io.fieldgate.crypto.custodian;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fieldgate.crypto.token.KeyBytes;
import io.fieldgate.crypto.token.KeySchedule;
import io.fieldgate.outage.KeysUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/// The key file of `keys-dev/` that wraps the dev keyring. Everybody has it: it keeps nothing secret.
/// Shape: `fieldgate-dev-custodian-key:` + base64url of 32 bytes without padding, one line.
public final class DevKeys {
    private static final String LABEL = "fieldgate-dev-custodian-key:";

    private DevKeys() {}

    /// @throws KeysUnavailable when the file is missing or has another shape
    public static byte[] wrappingKey(Path file) {
        try {
            String line = Files.readString(file, US_ASCII).strip();
            if (line.startsWith(LABEL)) {
                byte[] key = Base64.getUrlDecoder().decode(line.substring(LABEL.length()));
                if (key.length == KeySchedule.SEED && !KeyBytes.isZero(key, 0, key.length)) {
                    return key;
                }
            }
            throw new KeysUnavailable(
                    "The dev custodian's wrapping key has another shape than `" + LABEL + "` and 32 bytes.");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new KeysUnavailable("The dev custodian's wrapping key cannot be read.", unreadable);
        }
    }

    /// Makes a new wrapping key; a keyring wrapped by the old one is unavailable from then on.
    public static void createWrappingKey(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KeySchedule.SEED];
        random.nextBytes(key);
        String line = LABEL + Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\n";
        PrivateFiles.replace(file, line.getBytes(US_ASCII));
    }
}
