package planted.libraries.policy;

import javax.crypto.Mac;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Digests {

    String algorithm(Mac mac) {
        return mac.getAlgorithm();
    }
}
