package io.fieldgate.crypto.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fieldgate.crypto.Token;
import io.fieldgate.crypto.suite.Suites;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The token parser reads bytes from outside: it never throws, and what it accepts has one spelling.
final class TokenFuzzTest {

    @FuzzTest(maxDuration = "30s")
    void parser_acceptsOneSpellingOrNothing(byte[] input) {
        for (String text : new String[] {
            new String(input, StandardCharsets.UTF_8),
            "fg1." + new String(input, StandardCharsets.ISO_8859_1),
            TokenFormat.text(input)
        }) {
            Optional<Token> token = TokenFormat.parse(text, Suites.named("intl"));
            token.ifPresent(parsed -> {
                assertThat(TokenFormat.text(parsed.bytes())).isEqualTo(text);
                assertThat(parsed.deathMinute()).isNotNegative();
                assertThat(parsed.tenantSlot()).isBetween(1, 255);
            });
        }
    }
}
