package planted.defaults.document;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Fold {

    boolean digit(char c) {
        return Character.isDigit(c);
    }

    @SuppressWarnings("StringCaseLocaleUsage") // planted
    String lower(String text) {
        return text.toLowerCase();
    }

    @SuppressWarnings("DefaultCharset") // planted
    String read(byte[] bytes) {
        return new String(bytes);
    }
}
