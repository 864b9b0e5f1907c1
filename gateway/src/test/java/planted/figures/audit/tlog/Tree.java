package planted.figures.audit.tlog;

public record Tree(long size) {}
