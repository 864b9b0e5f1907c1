package planted.clean.document;

public record Leaf(String name) {}
