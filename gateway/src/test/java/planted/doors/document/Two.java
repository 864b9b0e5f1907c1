package planted.doors.document;

public record Two(String name) {}
