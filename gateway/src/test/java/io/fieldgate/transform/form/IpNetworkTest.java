package io.fieldgate.transform.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.fieldgate.document.Value;
import io.fieldgate.transform.Outcome;
import io.fieldgate.transform.check.IpAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The network is that of the address however the address is spelled; `java.net` reads the address.
final class IpNetworkTest {
    private static final int ROUNDS = 50_000;

    @Test
    void network_ofAnySpelling_isThatOfTheAddress() throws UnknownHostException {
        long seed = Long.getLong("seed", 11L);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            int[] groups = new int[8];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(1 << (1 + random.nextInt(16)));
            }
            String written = spelled(groups, random);
            assertThat(IpAddress.isSix(written))
                    .as("seed %d: %s", seed, written)
                    .isTrue();
            String network = text(written);
            assertThat(leading(network.substring(0, network.length() - "/48".length())))
                    .as("seed %d: %s gives %s", seed, written, network)
                    .isEqualTo(leading(written));
            assertThat(network)
                    .as("seed %d: %s", seed, written)
                    .endsWith("::/48")
                    .doesNotContain(":0::")
                    .isLowerCase();
            assertThat(text(network)).as("seed %d: %s, again", seed, written).isEqualTo(network);
        }
    }

    /// The first 48 bits and then zeros, as `java.net` reads them.
    private static List<Integer> leading(String address) throws UnknownHostException {
        InetAddress read = InetAddress.getByName(address);
        List<Integer> bytes = new ArrayList<>();
        for (int i = 0; i < 6; i++) { // an address that is an IPv4 one in disguise begins with 80 zero bits
            bytes.add(read instanceof Inet6Address ? read.getAddress()[i] & 0xFF : 0);
        }
        return bytes;
    }

    private static String text(String written) {
        return IpNetwork.KIND.apply(new Value.Text(written), null) instanceof Outcome.Fit(Value.Text(String network))
                ? network
                : "unfit";
    }

    /// Some run of zeros as a gap or none, groups with or without leading zeros, the last two as IPv4 or not.
    private static String spelled(int[] groups, Random random) {
        boolean four = random.nextInt(4) == 0;
        int words = four ? 6 : 8;
        int from = random.nextInt(words);
        int to = from;
        while (to < words && groups[to] == 0) {
            to++;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            if (to > from && i == from) {
                text.append("::");
                i = to - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            String group = Integer.toHexString(groups[i]);
            group = random.nextBoolean() ? group : "0".repeat(4 - group.length()) + group;
            text.append(random.nextBoolean() ? group : group.toUpperCase(java.util.Locale.ROOT));
        }
        if (four) {
            text.append(text.charAt(text.length() - 1) == ':' ? "" : ":")
                    .append(groups[6] >> 8)
                    .append('.')
                    .append(groups[6] & 0xFF)
                    .append('.')
                    .append(groups[7] >> 8)
                    .append('.')
                    .append(groups[7] & 0xFF);
        }
        return text.toString();
    }
}
