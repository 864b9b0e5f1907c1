package load;

/// What the job does to each place; everything not listed is copied.
enum Job {
    COPY,
    DROP,
    MASK,
    HASH,
    ENCRYPT,
    OBJECT;

    static Job top(String field) {
        return switch (field) {
            case "deviceFingerprint", "gps", "wifiSsid", "installedApps", "adId", "referrer" -> DROP;
            case "mobile" -> MASK;
            case "residentId" -> HASH;
            case "name", "birthDate" -> ENCRYPT;
            case "address", "emergencyContact" -> OBJECT;
            default -> COPY;
        };
    }

    static Job nested(String parent, String field) {
        boolean hit = parent.equals("address")
                ? field.equals("detail")
                : parent.equals("emergencyContact") && field.equals("mobile");
        return hit ? ENCRYPT : COPY;
    }
}
