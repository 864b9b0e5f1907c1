package io.fieldgate.document;

import java.util.Set;

/// What may stand in a note where no name may be repeated: declared names, numbers, positions and shapes.
final class Notes {

    private static final Set<String> DECLARED = Set.of(
            "person",
            "name",
            "idNo",
            "ethnicity",
            "temperature",
            "trips",
            "city",
            "tags",
            "extra",
            "device",
            "contacts",
            "data",
            "items",
            "total",
            "photo",
            "contract",
            "district",
            "page");

    private Notes() {}

    static boolean areHarmless(String at) {
        int colon = at.indexOf(':');
        String steps = colon < 0 ? at : at.substring(colon + 1);
        for (String step : steps.split("/", -1)) {
            String bare = step.replaceAll("^(#[0-9]+|<[0-9]+ digits>|[0-9]+|query|)$", "");
            if (!bare.isEmpty() && !DECLARED.contains(bare)) {
                return false;
            }
        }
        return true;
    }
}
