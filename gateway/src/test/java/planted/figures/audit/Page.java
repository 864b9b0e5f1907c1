package planted.figures.audit;

public record Page(String text) {}
