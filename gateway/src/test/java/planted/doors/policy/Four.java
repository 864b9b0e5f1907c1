package planted.doors.policy;

record Four(String name) {}
