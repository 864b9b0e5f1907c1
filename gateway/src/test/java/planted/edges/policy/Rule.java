package planted.edges.policy;

public record Rule(String name) {}
