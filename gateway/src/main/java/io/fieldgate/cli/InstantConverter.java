package io.fieldgate.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// An instant of the command line, `2020-02-20T10:00:00+08:00` or with `Z`.
final class InstantConverter implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notOne) {
            throw new TypeConversionException("An instant looks like 2020-02-20T10:00:00+08:00.");
        }
    }
}
