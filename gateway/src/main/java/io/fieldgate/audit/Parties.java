package io.fieldgate.audit;

/// Who answers for the processing, as the policy declares them. Either may be empty.
public record Parties(String controller, String processor) {

    public static final Parties NONE = new Parties("", "");

    public Parties {
        if (!controller.isEmpty()) {
            LeafText.declaredName("ctl", controller);
        }
        if (!processor.isEmpty()) {
            LeafText.declaredName("prc", processor);
        }
    }
}
