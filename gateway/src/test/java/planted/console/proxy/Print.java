package planted.console.proxy;

/// Breaks a law on purpose; `ArchitectureLawTest` looks for it.
final class Print {

    void say(String text) {
        System.out.println(text);
    }
}
