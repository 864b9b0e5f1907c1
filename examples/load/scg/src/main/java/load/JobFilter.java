package load;

/// Rewrites one body according to the job. One instance per thread.
interface JobFilter {

    byte[] filter(byte[] body);

    static JobFilter of(String name) {
        return switch (name) {
            case "tree" -> new TreeFilter();
            case "stream" -> new StreamFilter();
            default -> throw new IllegalArgumentException("A filter is tree or stream.");
        };
    }
}
