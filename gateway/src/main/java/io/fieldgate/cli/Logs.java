package io.fieldgate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.fieldgate.boot.WarmUpGateway;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.KeyValuePair;

/// The program's log: text on a terminal, one JSON object a line elsewhere. Libraries that log through
/// `java.util.logging` join in.
final class Logs {
    private Logs() {}

    /// @param terminal whether standard error is read by a person
    static void install(boolean terminal) {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (!(root.getAppender("STDERR") instanceof ConsoleAppender<ILoggingEvent> appender)) {
            return;
        }
        appender.addFilter(new NoRehearsal());
        if (!terminal) {
            JsonEncoder json = new JsonEncoder();
            json.setContext(context);
            json.setWithArguments(false);
            json.setWithMessage(true);
            json.setWithFormattedMessage(false);
            json.start();
            appender.stop();
            appender.setEncoder(json);
            appender.start();
        }
    }

    /// Keeps the warm-up's second gateway quiet: its openings and endings look like those of the real one.
    static final class NoRehearsal extends Filter<ILoggingEvent> {
        @Override
        public FilterReply decide(ILoggingEvent event) {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            boolean rehearsal = pairs != null
                    && pairs.stream()
                            .anyMatch(pair -> pair.key.equals("node") && WarmUpGateway.NODE.equals(pair.value));
            return rehearsal && !event.getLevel().isGreaterOrEqual(Level.WARN) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
