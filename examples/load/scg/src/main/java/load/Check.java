package load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Judges a forwarded body: load.Check peer|fieldgate SENT FORWARDED. Prints `same`, or what differs, and exits 1.
/// A peer's body must be exactly the job's result, ciphertexts decrypted. Fieldgate's keys are its own, so there the
/// sealed places must hold tokens, the rest of the places must be as declared, and no protected value may occur
/// at all.
final class Check {

    private static final List<String> SEALED =
            List.of("/name", "/birthDate", "/address/detail", "/emergencyContact/mobile");
    private static final List<String> DROPPED =
            List.of("deviceFingerprint", "gps", "wifiSsid", "installedApps", "adId", "referrer");

    private Check() {}

    public static void main(String[] args) throws Exception {
        var mapper = new ObjectMapper();
        ObjectNode sent = (ObjectNode) mapper.readTree(Files.readAllBytes(Path.of(args[1])));
        byte[] bytes = Files.readAllBytes(Path.of(args[2]));
        ObjectNode forwarded = (ObjectNode) mapper.readTree(bytes);
        boolean same = args[0].equals("peer") ? peer(sent, forwarded) : fieldgate(sent, forwarded, bytes);
        if (!same) {
            System.out.println("DIFFERENT\n" + sent + "\n" + forwarded);
            System.exit(1);
        }
        System.out.println("same");
    }

    private static boolean peer(ObjectNode sent, ObjectNode forwarded) throws GeneralSecurityException {
        sent.remove(DROPPED);
        sent.put("mobile", Crypto.mask(sent.get("mobile").asText()));
        sent.put("residentId", new Crypto().keyedHash(sent.get("residentId").asText()));
        for (String place : SEALED) {
            set(forwarded, place, decrypt(forwarded.at(place)));
        }
        return sent.equals(forwarded);
    }

    private static boolean fieldgate(ObjectNode sent, ObjectNode forwarded, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String place : SEALED) {
            String token = forwarded.at(place).asText();
            if (token.length() < 40 || text.contains(sent.at(place).asText())) {
                return false;
            }
            set(forwarded, place, "sealed");
            set(sent, place, "sealed");
        }
        String id = forwarded.get("residentId").asText();
        if (id.length() < 20 || text.contains(sent.get("residentId").asText())) {
            return false;
        }
        String mobile = forwarded.get("mobile").asText();
        if (text.contains(sent.get("mobile").asText())
                || !sent.get("mobile").asText().endsWith(mobile.substring(mobile.length() - 2))) {
            return false;
        }
        sent.remove(DROPPED);
        sent.put("residentId", id);
        sent.put("mobile", mobile);
        return sent.equals(forwarded);
    }

    private static void set(ObjectNode document, String place, String value) {
        int slash = place.lastIndexOf('/');
        ((ObjectNode) document.at(place.substring(0, slash))).put(place.substring(slash + 1), value);
    }

    private static String decrypt(JsonNode node) throws GeneralSecurityException {
        byte[] token = Base64.getDecoder().decode(node.asText());
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE, new SecretKeySpec(Crypto.AES_KEY, "AES"), new GCMParameterSpec(128, token, 0, 12));
        return new String(cipher.doFinal(token, 12, token.length - 12), StandardCharsets.UTF_8);
    }
}
