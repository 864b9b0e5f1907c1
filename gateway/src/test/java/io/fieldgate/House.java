package io.fieldgate;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compiled classes and sources below one root package, as the laws look at them.
///
/// @param root package under which the rooms lie
/// @param sources text by path below the root, e.g. `proxy/Exchange.java`
record House(String root, JavaClasses classes, Map<String, String> sources) {

    static House read(Path classDirectory, Path sourceDirectory, String root) {
        String folder = root.replace('.', '/');
        JavaClasses classes = new ClassFileImporter().importPath(classDirectory.resolve(folder));
        return new House(root, classes, readSources(sourceDirectory.resolve(folder)));
    }

    private static Map<String, String> readSources(Path directory) {
        var sources = new TreeMap<String, String>();
        try (var files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }

    boolean contains(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /// The room of a class of this house; empty text for a package that is in no plan.
    String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(root) ? "" : Rooms.PLAN.roomOf(name.substring(root.length() + 1));
    }

    String roomOf(String sourcePath) {
        int slash = sourcePath.lastIndexOf('/');
        return slash < 0 ? "" : Rooms.PLAN.roomOf(sourcePath.substring(0, slash).replace('/', '.'));
    }

    List<JavaClass> topLevelTypes() {
        return classes.stream()
                .filter(type ->
                        !type.getName().contains("$") && !type.getSimpleName().equals("package-info"))
                .toList();
    }

    /// Share of public types among top-level types, 0 to 100.
    double publicPercent() {
        List<JavaClass> types = topLevelTypes();
        return types.isEmpty()
                ? 0
                : 100.0 * types.stream().filter(House::isOpen).count() / types.size();
    }

    static boolean isOpen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC);
    }
}
