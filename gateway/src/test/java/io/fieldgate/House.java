package io.fieldgate;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Compiled classes and sources below one root package, as the laws look at them.
///
/// @param root package under which the rooms lie
/// @param code the same classes as `classes`, instruction by instruction
/// @param sources text by path below the root, e.g. `proxy/Exchange.java`
/// @param closedSets as the compiler finds them in the sources, which takes it seconds
record House(
        String root,
        Rooms plan,
        JavaClasses classes,
        List<ClassModel> code,
        Map<String, String> sources,
        Supplier<ClosedSets> closedSets) {

    static House read(Path classDirectory, Path sourceDirectory, String root) {
        return read(classDirectory, sourceDirectory, root, System.getProperty("java.class.path"));
    }

    /// @param libraries class path by which the compiler understands the sources
    static House read(Path classDirectory, Path sourceDirectory, String root, String libraries) {
        String folder = root.replace('.', '/');
        Path compiled = classDirectory.resolve(folder);
        Map<String, String> sources = readSources(sourceDirectory.resolve(folder));
        return new House(
                root,
                Rooms.PLAN,
                new ClassFileImporter().importPath(compiled),
                readCode(compiled),
                sources,
                new Once<>(() -> ClosedSets.in(root, sources, libraries)));
    }

    /// The same house under another plan.
    House under(Rooms other) {
        return new House(root, other, classes, code, sources, closedSets);
    }

    /// Made when it is first asked for, by one thread.
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private Optional<T> made = Optional.empty();

        Once(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public T get() {
            made = made.or(() -> Optional.of(maker.get()));
            return made.get();
        }
    }

    private static List<ClassModel> readCode(Path directory) {
        var code = new ArrayList<ClassModel>();
        files(directory, ".class", file -> code.add(ClassFile.of().parse(file)));
        return code;
    }

    private static Map<String, String> readSources(Path directory) {
        var sources = new TreeMap<String, String>();
        files(
                directory,
                ".java",
                file -> sources.put(directory.relativize(file).toString().replace('\\', '/'), Files.readString(file)));
        return sources;
    }

    private interface Reader {
        void read(Path file) throws IOException;
    }

    private static void files(Path directory, String ending, Reader reader) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                reader.read(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean contains(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /// The room of a class of this house; empty text for a package that is in no plan.
    String roomOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(root) ? "" : plan.roomOf(name.substring(root.length() + 1));
    }

    String roomOf(String sourcePath) {
        int slash = sourcePath.lastIndexOf('/');
        return slash < 0 ? "" : plan.roomOf(sourcePath.substring(0, slash).replace('/', '.'));
    }

    /// What the house itself is made of, one naming the other; arrays count as what they hold.
    void uses(BiConsumer<JavaClass, JavaClass> each) {
        for (JavaClass from : classes) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (contains(to)) {
                    each.accept(from, to);
                }
            }
        }
    }

    /// The simple name of the type in whose file this one stands.
    static String topLevelName(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }

    List<JavaClass> topLevelTypes() {
        return classes.stream()
                .filter(type ->
                        !type.getName().contains("$") && !type.getSimpleName().equals("package-info"))
                .toList();
    }

    /// The folders of the sources with the files that hold types, each below the root.
    Map<String, List<String>> packages() {
        var packages = new TreeMap<String, List<String>>();
        for (String path : sources.keySet()) {
            int slash = path.lastIndexOf('/');
            if (slash > 0 && !path.endsWith("/package-info.java")) {
                packages.computeIfAbsent(path.substring(0, slash), _ -> new ArrayList<>())
                        .add(path);
            }
        }
        return packages;
    }

    /// Whether the plan lets another room name this type: it is public, and a row outside its room names its package.
    boolean isDoor(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && plan.namedFromOutside().contains(roomOf(type))
                && plan.byName().get(roomOf(type)).shows(type.getSimpleName());
    }
}
