package io.fieldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.KeyValuePair;

class LogsTest {
    @ParameterizedTest
    @CsvSource({
        "fieldgate-warm-up, INFO, DENY",
        "fieldgate-warm-up, WARN, NEUTRAL",
        "n1, INFO, NEUTRAL",
        ", INFO, NEUTRAL"
    })
    void warmUp_isHeardOnlyWhereItWarns(@Nullable String node, String level, FilterReply reply) {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "x", context.getLogger("io.fieldgate.cli.Gateway"), Level.valueOf(level), "listening", null, null);
        if (node != null) {
            event.addKeyValuePair(new KeyValuePair("node", node));
        }
        assertThat(new Logs.NoRehearsal().decide(event)).isEqualTo(reply);
    }
}
