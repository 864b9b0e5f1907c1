package io.fieldgate.audit.log;

import io.fieldgate.audit.Position;
import io.fieldgate.state.StateStore;
import io.fieldgate.state.StateStores;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// Appends from eight threads until it is killed and prints each index once it was told.
final class LogKillChild {
    private LogKillChild() {}

    @SuppressWarnings("SystemOut") // standard output is the channel to the test
    public static void main(String[] arguments) throws GeneralSecurityException {
        Rig rig = rig(Path.of(arguments[0]), arguments[1], arguments[2]);
        StateStore state = StateStores.open("sqlite:" + Path.of(arguments[0]).resolve("state.db"));
        rig.state = state;
        AuditLog log = rig.open();
        for (int i = 0; i < 8; i++) {
            String trace = arguments[3] + "-" + i;
            Thread.ofPlatform().start(() -> {
                while (true) {
                    Position position = log.append(Rig.intent(trace));
                    System.out.println("told " + position.index() + " " + trace);
                    log.note(Rig.outcome(trace, position.index()));
                }
            });
        }
    }

    static Rig rig(Path folder, String publicHex, String privateHex) throws GeneralSecurityException {
        KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
        KeyPair pair = new KeyPair(
                ed25519.generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(publicHex))),
                ed25519.generatePrivate(new PKCS8EncodedKeySpec(HexFormat.of().parseHex(privateHex))));
        return new Rig(folder.resolve("log"), pair);
    }
}
