package io.fieldgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The load rig wires a gateway out of its parts and is no module of the build: it must follow when they change.
class LoadRigTest {
    @Test
    void sources_fitTheHouse(@TempDir Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        try (Stream<Path> files = Files.walk(Path.of("..", "examples", "load", "java"));
                StandardJavaFileManager manager = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).isNotEmpty();
            boolean whole = compiler.getTask(
                            null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(whole).as(found.getDiagnostics().toString()).isTrue();
        }
    }
}
