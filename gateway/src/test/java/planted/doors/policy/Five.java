package planted.doors.policy;

record Five(String name) {}
