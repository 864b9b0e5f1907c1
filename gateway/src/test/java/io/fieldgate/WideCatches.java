package io.fieldgate;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Handlers that somebody wrote for every failure there is, read from the exception tables of class files: however
/// a `catch` is laid out, there it is one entry for each type.
///
/// The compiler writes such handlers too. Those of `finally` and `synchronized` name no type. Those that close a
/// resource or wrap what an accessor of a record pattern throws name `Throwable`, keep it in a variable that has no
/// name, and read that variable; a variable that somebody wrote has a name or, as `_`, is never read. So a handler is
/// the compiler's exactly where the first use of its unnamed variable is a load. In code without any name of a variable
/// nothing is taken for the compiler's.
final class WideCatches {
    private static final Set<String> WIDE =
            Set.of("java/lang/Throwable", "java/lang/Exception", "java/lang/RuntimeException", "java/lang/Error");

    private WideCatches() {}

    /// How many there may be in a file, and which gate they close or which loop has to live on.
    static final Map<String, Integer> LAWFUL = rows("""
            1 admin/AdminServer.java   : the caller gets 500 or 503, and no word of what failed
            1 audit/log/Publisher.java : the loop goes on; an old head turns readiness red, then new leaves away
            1 audit/log/WalWriter.java : the log is broken from here on, so nothing is let through
            1 boot/NodeServices.java   : closing goes on past a part that fails
            1 boot/WarmUp.java         : a rehearsal that fails leaves the gateway slow, not wrong
            2 guard/TokenKeys.java     : the library throws anything; the key set is not taken, the token refused
            1 lifecycle/Eraser.java    : what was begun is kept for the next sweep, and the failure thrown on
            1 lifecycle/RecordSweep.java : the round ends with the failure, after the rows beside it
            1 lifecycle/Sweeper.java   : the loop goes on; what is due stays refused by the clock
            1 proxy/Exchange.java      : the caller gets 500 or 503, and nothing else
            1 proxy/ExchangeCloser.java : a booking stays counted, an intent open
            1 proxy/http/Upstream.java : the exchange ends with the failure, and its place is given on
            1 state/SqliteWriter.java  : the group is rolled back, and each of its writers told
            1 transform/check/Images.java : the decoders throw anything on hostile bytes; the picture is refused
            """);

    /// Lines of what is caught wide by file, one for a `catch`.
    static Map<String, Set<Integer>> in(House house) {
        var found = new TreeMap<String, Set<Integer>>();
        for (ClassModel type : house.code()) {
            var lines = found.computeIfAbsent(file(house, type), _ -> new TreeSet<>());
            for (MethodModel method : type.methods()) {
                method.code()
                        .ifPresent(code -> code.exceptionHandlers().stream()
                                .filter(WideCatches::isWide)
                                .map(handler -> new Handler(code.elementList(), handler.handler()))
                                .filter(Handler::isWritten)
                                .forEach(handler -> lines.add(handler.line())));
            }
        }
        found.values().removeIf(Set::isEmpty);
        return found;
    }

    private static Map<String, Integer> rows(String table) {
        return table.lines()
                .map(line -> line.split("[ :]+", 3))
                .collect(Collectors.toMap(row -> row[1], row -> Integer.valueOf(row[0])));
    }

    private static boolean isWide(ExceptionCatch handler) {
        return handler.catchType()
                .map(ClassEntry::asInternalName)
                .filter(WIDE::contains)
                .isPresent();
    }

    private static String file(House house, ClassModel type) {
        String name = type.thisClass().asInternalName();
        String source = type.findAttribute(Attributes.sourceFile())
                .orElseThrow()
                .sourceFile()
                .stringValue();
        return name.substring(house.root().length() + 1, name.lastIndexOf('/') + 1) + source;
    }

    /// @param start where the handler begins among the elements of its method
    private record Handler(List<CodeElement> elements, int start) {

        Handler(List<CodeElement> elements, Label label) {
            this(elements, first(elements, label));
        }

        private static int first(List<CodeElement> elements, Label label) {
            int at = 0;
            while (!(elements.get(at) instanceof LabelTarget target
                    && target.label().equals(label))) {
                at++;
            }
            while (!(elements.get(at) instanceof Instruction)) {
                at++;
            }
            return at;
        }

        int line() {
            int line = 0;
            for (CodeElement element : elements.subList(0, start)) {
                line = element instanceof LineNumber number ? number.line() : line;
            }
            return line;
        }

        boolean isWritten() {
            return !(elements.get(start) instanceof StoreInstruction kept) || hasName(kept) || !isRead(kept);
        }

        private boolean hasName(StoreInstruction kept) {
            var begins = new HashSet<Label>();
            for (int at = start + 1; !(elements.get(at) instanceof Instruction); at++) {
                if (elements.get(at) instanceof LabelTarget target) {
                    begins.add(target.label());
                }
            }
            List<LocalVariable> named = elements.stream()
                    .filter(LocalVariable.class::isInstance)
                    .map(LocalVariable.class::cast)
                    .toList();
            return named.isEmpty()
                    || named.stream()
                            .anyMatch(local -> local.slot() == kept.slot() && begins.contains(local.startScope()));
        }

        /// Slots are given by scope, so what comes later in the method stores before it loads.
        private boolean isRead(StoreInstruction kept) {
            for (CodeElement element : elements.subList(start + 1, elements.size())) {
                if (element instanceof LoadInstruction load && load.slot() == kept.slot()) {
                    return true;
                }
                if (element instanceof StoreInstruction store && store.slot() == kept.slot()) {
                    return false;
                }
            }
            return false;
        }
    }
}
