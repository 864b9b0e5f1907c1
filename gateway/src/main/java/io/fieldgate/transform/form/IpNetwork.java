package io.fieldgate.transform.form;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.TextNormalization;
import io.fieldgate.transform.check.IpAddress;
import io.fieldgate.transform.check.TextCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `ip-network`: the network of an address, `192.0.2.0/24` or the first three groups of IPv6, `2001:db8:7::/48`. An
/// IPv4 address written inside IPv6 counts as IPv6.
/// Source: RFC 4291 §2.2 (what a gap stands for), RFC 5952 §4 (the one spelling of the result).
final class IpNetwork {

    private static final String SHAPE = "ip";
    private static final String FOUR = ".0/24";
    private static final String SIX = "::/48";
    private static final int SHOWN_GROUPS = 3;

    static final Primitive KIND = new Primitive(
            "ip-network", Effect.GENERALISE, "192.0.2.17", List.of(SHAPE, TextNormalization.KIND), IpNetwork::network);

    private IpNetwork() {}

    private static Outcome network(Value value, @Nullable FormContext context) {
        if (!(value instanceof Value.Text(String written))) {
            return TextCheck.unfit(TextNormalization.KIND);
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
        List<String> groups = leading(text.toLowerCase(Locale.ROOT));
        while (!groups.isEmpty() && groups.getLast().equals("0")) {
            groups.removeLast(); // the longest run of zeros is the one that goes on to the end
        }
        return TextCheck.fit(String.join(":", groups) + SIX);
    }

    /// The first three groups, without leading zeros; a gap stands for as many zeros as are missing to eight groups.
    private static List<String> leading(String text) {
        int gap = text.indexOf("::");
        List<String> groups = new ArrayList<>(groups(gap < 0 ? text : text.substring(0, gap)));
        if (gap >= 0) {
            List<String> after = groups(text.substring(gap + 2));
            int embedded = text.indexOf('.') < 0 ? 0 : 1; // an IPv4 address is one part and two groups
            for (int zeros = IpAddress.GROUPS - groups.size() - after.size() - embedded; zeros > 0; zeros--) {
                groups.add("0");
            }
            groups.addAll(after);
        }
        List<String> shown = new ArrayList<>();
        for (String group : groups.subList(0, SHOWN_GROUPS)) { // an IPv4 address is never among them
            shown.add(Integer.toHexString(Integer.parseInt(group, 16)));
        }
        return shown;
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }
}
