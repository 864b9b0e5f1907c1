package planted.doors.document;

public record One(String name) {}
