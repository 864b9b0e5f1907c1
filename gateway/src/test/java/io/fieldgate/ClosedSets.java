package io.fieldgate;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConstantCaseLabelTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Where sources do not treat a closed set as closed. The compiler itself reads them, so what a switch is over and
/// which text a name stands for is what javac says; sources that it does not understand whole are an error, never a
/// silence. Class files would only guess: they do not keep the type a switch is over, and nested patterns have
/// `default` targets that nobody wrote.
///
/// @param defaults arms that take what is left of an enum or a sealed type of the house: `default`, or a pattern that
/// every value fits
/// @param texts every text that something is compared with (by `==` nothing can be: Error Prone forbids it)
record ClosedSets(List<Place> defaults, List<Place> texts) {

    /// @param path of the source below the root
    /// @param word the closed type, or the text
    record Place(String path, long line, String word) {

        @Override
        public String toString() {
            return path + ":" + line;
        }
    }

    /// @param root only what lies below it is closed by this house; a set of somebody else's grows when it likes
    static ClosedSets in(String root, Map<String, String> sources, String libraries) {
        var complaints = new DiagnosticCollector<JavaFileObject>();
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        complaints,
                        List.of("-proc:none", "--should-stop=ifNoError=ATTR", "-classpath", libraries),
                        null,
                        sources.entrySet().stream()
                                .map(source -> new Source(source.getKey(), source.getValue()))
                                .toList());
        var found = new ClosedSets(new ArrayList<>(), new ArrayList<>());
        try {
            Iterable<? extends CompilationUnitTree> units = task.parse();
            task.analyze();
            Trees trees = Trees.instance(task);
            units.forEach(unit -> new Reading(root + ".", trees, task.getTypes(), unit, found).scan(unit, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        complaints.getDiagnostics().stream()
                .filter(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .ifPresent(error -> {
                    throw new IllegalStateException("javac does not understand the sources: " + error);
                });
        return found;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("house:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Reading extends TreePathScanner<Void, Void> {
        private static final Set<String> COMPARES = Set.of("equals", "equalsIgnoreCase", "contentEquals", "compareTo");
        private static final Set<String> IS_ASKED = Set.of("Set.of", "Map.of", "Map.entry"); // by `contains` or `get`

        private final String root;
        private final Trees trees;
        private final Types types;
        private final CompilationUnitTree unit;
        private final ClosedSets found;

        Reading(String root, Trees trees, Types types, CompilationUnitTree unit, ClosedSets found) {
            this.root = root;
            this.trees = trees;
            this.types = types;
            this.unit = unit;
            this.found = found;
        }

        @Override
        public Void visitSwitch(SwitchTree node, Void none) {
            arms(node.getExpression(), node.getCases());
            return super.visitSwitch(node, null);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree node, Void none) {
            arms(node.getExpression(), node.getCases());
            return super.visitSwitchExpression(node, null);
        }

        private void arms(ExpressionTree selector, List<? extends CaseTree> cases) {
            TypeMirror type = types.erasure(typeOf(selector));
            for (CaseTree arm : cases) {
                for (CaseLabelTree label : arm.getLabels()) {
                    if (isClosed(type) && takesTheRest(label, arm, type)) {
                        found.defaults().add(place(arm, type.toString()));
                    } else if (label instanceof ConstantCaseLabelTree constant) {
                        text(constant.getConstantExpression());
                    }
                }
            }
        }

        private boolean isClosed(TypeMirror type) {
            return types.asElement(type) instanceof TypeElement element
                    && element.getQualifiedName().toString().startsWith(root)
                    && (element.getKind() == ElementKind.ENUM
                            || element.getModifiers().contains(Modifier.SEALED));
        }

        private boolean takesTheRest(CaseLabelTree label, CaseTree arm, TypeMirror selector) {
            return label instanceof DefaultCaseLabelTree
                    || (label instanceof PatternCaseLabelTree pattern
                            && arm.getGuard() == null
                            && pattern.getPattern() instanceof BindingPatternTree binding
                            && types.isSubtype(selector, types.erasure(typeOf(binding.getVariable()))));
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree node, Void none) {
            if (node.getMethodSelect() instanceof MemberSelectTree method) {
                boolean compares = COMPARES.contains(method.getIdentifier().toString());
                if (compares) {
                    text(method.getExpression());
                }
                if (compares || IS_ASKED.contains(method.toString())) {
                    node.getArguments().forEach(this::text);
                }
            }
            return super.visitMethodInvocation(node, null);
        }

        @Override
        public Void visitMemberReference(MemberReferenceTree node, Void none) {
            if (COMPARES.contains(node.getName().toString())) {
                text(node.getQualifierExpression());
            }
            return super.visitMemberReference(node, null);
        }

        /// Notes an expression that stands for one text: a literal, or the name of a constant.
        private void text(ExpressionTree expression) {
            Object value = expression instanceof LiteralTree literal
                    ? literal.getValue()
                    : trees.getElement(path(expression)) instanceof VariableElement constant
                            ? constant.getConstantValue()
                            : null;
            if (value instanceof String text) {
                found.texts().add(place(expression, text));
            }
        }

        private TypeMirror typeOf(Tree tree) {
            return trees.getTypeMirror(path(tree));
        }

        private TreePath path(Tree tree) {
            return TreePath.getPath(getCurrentPath(), tree);
        }

        private Place place(Tree tree, String word) {
            long at = trees.getSourcePositions().getStartPosition(unit, tree);
            return new Place(
                    unit.getSourceFile().getName().substring(1),
                    unit.getLineMap().getLineNumber(at),
                    word);
        }
    }
}
