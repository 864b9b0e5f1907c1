package io.fieldgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "verify", description = "tbd")
final class VerifyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return new Console().later("audit verify");
    }
}
