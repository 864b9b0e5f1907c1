package io.fieldgate.transform;

import io.fieldgate.document.Ascii;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Divisions of China as data: codes, canonical names, and where the district of a postal address ends.
/// Shape: a code has 2, 4 or 6 digits, a community's up to 12; a canonical name is province, prefecture and
/// county without a gap: `广东省深圳市南山区`.
/// The table is a subset, as its head says: what it does not know belongs to nobody. Thread rule: immutable.
/// Source: GB/T 2260, table `cn-regions.csv`.
public final class Regions {

    private static final String TABLE = "cn-regions.csv";
    private static final List<String> COUNTRY = List.of("中华人民共和国", "中国"); // as geocoders begin
    private static final int LONGEST_NAME = 20; // characters; the longest autonomous county has 15
    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, List<String>> CODES = new HashMap<>();
    private static final Map<String, List<String>> SHORT_CODES = new HashMap<>();
    private static final Map<String, String> CANONICAL = new HashMap<>();
    private static final Set<String> PARENTS = new HashSet<>(); // prefectures with counties

    static {
        load();
    }

    /// @param code 2, 4 or 6 digits without the zeros that only fill up
    /// @param end where the district ends in the text
    public record Located(String code, int end) {}

    private Regions() {}

    private static void load() {
        try (InputStream in = Regions.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("The table " + TABLE + " is not in the program.");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    add(trimmed(line.substring(0, 6)), line.substring(7));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The table " + TABLE + " cannot be read.", e);
        }
        for (String code : NAMES.keySet()) {
            CANONICAL.put(joined(code), code);
        }
    }

    private static void add(String code, String name) {
        NAMES.put(code, name);
        if (code.length() == 6) {
            PARENTS.add(code.substring(0, 4));
        }
        CODES.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(code);
        String brief = code.length() == 6 ? name : brief(name);
        if (!brief.equals(name)) {
            SHORT_CODES.computeIfAbsent(brief, _ -> new ArrayList<>(1)).add(code);
        }
    }

    /// `广东` for `广东省`, `武汉` for `武汉市`: how people write the upper two levels.
    private static String brief(String name) {
        for (String ending : List.of("壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "自治区", "地区", "省", "市", "盟")) {
            if (name.endsWith(ending) && name.length() > ending.length() + 1) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    private static String joined(String code) {
        StringBuilder name = new StringBuilder();
        for (int length = 2; length <= code.length(); length += 2) {
            name.append(NAMES.getOrDefault(code.substring(0, length), ""));
        }
        return name.toString();
    }

    /// The code without the pairs of zeros that fill up the upper levels: `440300` → `4403`.
    static String trimmed(String code) {
        String rest = code;
        while (rest.length() == 6 || rest.length() == 4) {
            if (!rest.endsWith("00")) {
                return rest;
            }
            rest = rest.substring(0, rest.length() - 2);
        }
        return rest;
    }

    /// The canonical name of a division, `广东省深圳市南山区` for `440305`.
    public static Optional<String> nameOf(String code) {
        String known = known(code);
        return known == null ? Optional.empty() : Optional.of(joined(known));
    }

    /// The code of a division by its canonical name; a municipality is a prefecture of its own.
    public static Optional<String> codeOfName(String name) {
        String code = CANONICAL.get(name);
        boolean municipality =
                code != null && code.length() == 2 && !NAMES.containsKey(code + "01") && PARENTS.contains(code + "01");
        return Optional.ofNullable(municipality ? code + "01" : code);
    }

    /// The code of the district an address lies in, without filling zeros; empty where no district can be told
    /// for certain.
    public static Optional<String> codeOfAddress(String address) {
        Located located = locate(address);
        return located == null ? Optional.empty() : Optional.of(located.code());
    }

    /// Whether a division lies under another: equal, or inside it. Unknown on either side means no.
    /// @param codeOrName code, canonical name or address of the value
    /// @param claimCode the caller's own division, digits
    public static boolean isUnder(String codeOrName, String claimCode) {
        String claim = known(claimCode);
        if (claim == null) {
            return false;
        }
        if (Ascii.areDigits(codeOrName)) {
            String code = known(codeOrName);
            return code != null && code.startsWith(claim);
        }
        String exact = CANONICAL.get(codeOrName);
        String code = exact != null ? exact : codeOfAddress(codeOrName).orElse(null);
        return code != null && code.startsWith(claim);
    }

    /// The trimmed code when the table holds its first six digits; null otherwise.
    private static @Nullable String known(String code) {
        if (code.length() > 12 || !Ascii.areDigits(code)) {
            return null;
        }
        if (code.length() == 9 || code.length() == 12) {
            return NAMES.containsKey(code.substring(0, 6)) ? code : null;
        }
        String trimmed = trimmed(code);
        boolean isMunicipality =
                trimmed.length() == 4 && trimmed.endsWith("01") && NAMES.containsKey(trimmed.substring(0, 2));
        return NAMES.containsKey(trimmed) || isMunicipality ? trimmed : null;
    }

    /// Reads province, prefecture and county from the start of an address without spaces. Levels may be left
    /// out where what follows is unique.
    public static @Nullable Located locate(String address) {
        for (String country : COUNTRY) {
            if (address.startsWith(country)) {
                Located found = locate(address.substring(country.length()));
                return found == null ? null : new Located(found.code(), found.end() + country.length());
            }
        }
        for (Located province : starts(address, 0, "", 2)) {
            int at = skipFillers(address, province.end(), province.code());
            Located found = below(address, at, province.code());
            if (found != null) {
                return found;
            }
        }
        return below(address, 0, "");
    }

    private static @Nullable Located below(String address, int at, String province) {
        for (Located prefecture : starts(address, at, province, 4)) {
            Located county = county(address, prefecture.end(), prefecture.code());
            if (county != null) {
                return county;
            }
            if (!hasCounties(prefecture.code()) && address.startsWith(nameAt(prefecture.code()), at)) {
                return prefecture;
            }
        }
        return county(address, at, province);
    }

    /// Provinces (2) or prefectures (4) whose full or short name stands at this position, longest first.
    private static List<Located> starts(String address, int at, String under, int digits) {
        List<Located> found = new ArrayList<>(2);
        for (int end = Math.min(address.length(), at + LONGEST_NAME); end > at + 1; end--) {
            String name = address.substring(at, end);
            for (Map<String, List<String>> names : List.of(CODES, SHORT_CODES)) {
                for (String code : names.getOrDefault(name, List.of())) {
                    if (code.length() == digits && code.startsWith(under)) {
                        found.add(new Located(code, end));
                    }
                }
            }
        }
        return found;
    }

    /// The longest county name at this position under the given division; null when two of that name lie there.
    private static @Nullable Located county(String address, int at, String under) {
        for (int end = Math.min(address.length(), at + LONGEST_NAME); end > at + 1; end--) {
            List<String> codes = new ArrayList<>(CODES.getOrDefault(address.substring(at, end), List.of()));
            codes.removeIf(code -> code.length() != 6 || !code.startsWith(under));
            if (codes.size() == 1) {
                return new Located(codes.getFirst(), end);
            }
            if (codes.size() > 1) {
                return null;
            }
        }
        return null;
    }

    /// In the four municipalities the second level is often written as the city's name again or as a filler.
    private static int skipFillers(String address, int at, String province) {
        for (String filler : List.of(nameAt(province), "市辖区", "市")) {
            if (address.startsWith(filler, at) && !(filler.equals("市") && NAMES.containsKey(province + "01"))) {
                return at + filler.length();
            }
        }
        return at;
    }

    private static String nameAt(String code) {
        return NAMES.getOrDefault(code, "");
    }

    private static boolean hasCounties(String prefecture) {
        return PARENTS.contains(prefecture);
    }
}
