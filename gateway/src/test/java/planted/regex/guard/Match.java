package planted.regex.guard;

import java.util.regex.Pattern;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Match {

    boolean plate(String text) {
        return Pattern.compile("[A-Z]+").matcher(text).matches();
    }

    String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }
}
