package io.fieldgate.proxy;

/// Where in our own program something went wrong: class, method and line of the innermost frames, without any
/// message.
public final class BugLocation {
    private static final String HOUSE = "io.fieldgate.";
    private static final int FRAMES = 4;

    private BugLocation() {}

    public static String of(Throwable bug) {
        StringBuilder out = new StringBuilder();
        int frames = 0;
        for (StackTraceElement frame : bug.getStackTrace()) {
            if (frames < FRAMES && (frames == 0 || frame.getClassName().startsWith(HOUSE))) {
                out.append(out.isEmpty() ? "" : " < ");
                out.append(frame.getClassName())
                        .append('.')
                        .append(frame.getMethodName())
                        .append(':')
                        .append(frame.getLineNumber());
                frames++;
            }
        }
        return out.toString();
    }
}
