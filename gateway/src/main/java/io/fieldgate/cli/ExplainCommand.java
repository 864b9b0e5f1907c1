package io.fieldgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "explain", description = "tbd")
final class ExplainCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        return new Console().later("policy explain");
    }
}
