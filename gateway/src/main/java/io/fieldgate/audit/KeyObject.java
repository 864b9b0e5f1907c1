package io.fieldgate.audit;

/// A key, or a due record, whose life the log tells.
/// @param kind `bucket`, `end`, `epoch`, `hold`, `signer`, `record`
/// @param name name at the custodian, or the event id of a due record
public record KeyObject(String kind, String tenant, String name) implements LeafWriter.Part {

    public KeyObject {
        LeafText.code("object.kind", kind);
        LeafText.declaredName("object.tenant", tenant);
        LeafText.declaredName("object.name", name);
    }

    @Override
    public void write(LeafWriter leaf) {
        leaf.text("kind", kind).text("name", name).text("tenant", tenant);
    }
}
