package planted.primitivename.proxy;

import java.util.List;

/// Names something without comparing it, compares what is no name, and has a name that means something else here.
final class Codings {
    private static final List<String> SHOWN = List.of("aead", "siv");

    boolean isPlain(String coding) {
        return coding.equals("identity") || coding.equals("gzip");
    }

    String primitive() {
        return SHOWN.isEmpty() ? "hmac" : SHOWN.getFirst().concat("cn.resident-id");
    }
}
