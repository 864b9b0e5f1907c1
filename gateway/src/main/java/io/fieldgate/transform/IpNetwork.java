package io.fieldgate.transform;

import io.fieldgate.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `ip-network`: the network of an address, `192.0.2.0/24` or the first three groups of IPv6, `2001:DB8:0::/48`. An
/// IPv4 address written inside IPv6 counts as IPv6.
final class IpNetwork {

    private static final String SHAPE = "ip";
    private static final String FOUR = ".0/24";
    private static final String SIX = "::/48";
    private static final int SHOWN_GROUPS = 3;

    static final Primitive KIND =
            new Primitive("ip-network", Transform.Undo.NO, false, List.of(SHAPE, Folding.KIND), IpNetwork::network);

    private IpNetwork() {}

    private static Outcome network(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text(String written))) {
            return TextCheck.unfit(Folding.KIND);
        }
        String text = written.endsWith(FOUR) || written.endsWith(SIX)
                ? written.substring(0, written.length() - "/24".length())
                : written;
        if (IpAddress.isFour(text)) {
            return TextCheck.fit(text.substring(0, text.lastIndexOf('.')) + FOUR);
        }
        if (!IpAddress.isSix(text)) {
            return TextCheck.unfit(SHAPE);
        }
        return TextCheck.fit(String.join(":", leading(text.toUpperCase(Locale.ROOT))) + SIX);
    }

    /// The first three groups, without leading zeros; what a gap hides is zero.
    private static List<String> leading(String text) {
        int gap = text.indexOf("::");
        List<String> groups = new ArrayList<>();
        for (String group : (gap < 0 ? text : text.substring(0, gap)).split(":", -1)) {
            if (!group.isEmpty() && groups.size() < SHOWN_GROUPS) {
                groups.add(Integer.toHexString(Integer.parseInt(group, 16)).toUpperCase(Locale.ROOT));
            }
        }
        while (groups.size() < SHOWN_GROUPS) {
            groups.add("0");
        }
        return groups;
    }
}
