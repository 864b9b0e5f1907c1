package planted.clean.policy;

record Kept(String name) {}
