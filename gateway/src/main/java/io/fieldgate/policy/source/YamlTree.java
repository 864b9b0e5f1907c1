package io.fieldgate.policy.source;

import io.fieldgate.policy.source.Diagnostic.Span;
import io.fieldgate.policy.source.YamlSource.Parsed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// One loop over parser events that builds the tree of one file. Used once.
final class YamlTree {
    private final SourceText text;
    private final Diagnostics out;
    private Iterator<Event> events = List.<Event>of().iterator();

    YamlTree(SourceText text, Diagnostics out) {
        this.text = text;
        this.out = out;
    }

    /// Stops reading at what may not stand in a file; its finding is made already.
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
    }

    Parsed read(String decoded) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(YamlSource.MAX_BYTES + 1)
                .build();
        Node.Mapping root = YamlSource.emptyMapping(text);
        try {
            events = new Parse(settings).parseString(decoded).iterator();
            root = document();
        } catch (Refused refused) {
            root = YamlSource.emptyMapping(text); // the finding says why
        } catch (MarkedYamlEngineException broken) {
            broken(broken.getProblemMark().or(broken::getContextMark), broken.getContextMark());
        } catch (YamlEngineException broken) { // its text quotes the source, so it is not printed
            broken(Optional.empty(), Optional.empty());
        }
        return new Parsed(root, text, out.sorted());
    }

    private void broken(Optional<Mark> mark, Optional<Mark> began) {
        Span at = mark.map(this::at).orElse(text.start());
        String line = text.line(at.line()).strip();
        boolean star = line.contains(": *") || line.startsWith("- *") || line.contains("[*");
        boolean quote = line.contains(": @") || line.contains(": `") || line.contains(": %");
        Diagnostics.Finding finding =
                out.error(star ? "FG-SYN-01.star" : quote ? "FG-SYN-01.sign" : "FG-SYN-01.syntax", at);
        began.map(this::at).filter(start -> start.line() != at.line()).ifPresent(finding::other);
    }

    private Span at(Mark mark) {
        return text.at(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Node.Mapping document() throws Refused {
        events.next(); // stream start
        Event first = events.next();
        if (!(first instanceof DocumentStartEvent start)) {
            out.error("FG-SYN-08.empty", text.start());
            throw new Refused();
        }
        if (start.getSpecVersion().isPresent() || !start.getTags().isEmpty()) {
            throw refuse("FG-SYN-03.directive", first);
        }
        Node root = node(events.next(), 1);
        events.next(); // document end
        Event after = events.next();
        if (after instanceof DocumentStartEvent) {
            throw refuse("FG-SYN-03.second-document", after);
        }
        if (root instanceof Node.Mapping mapping) {
            return mapping;
        }
        out.error("FG-SYN-08.no-mapping", root.span());
        throw new Refused();
    }

    private Node node(Event event, int depth) throws Refused {
        if (event instanceof AliasEvent) {
            throw refuse("FG-SYN-03.alias", event);
        }
        if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            throw refuse("FG-SYN-03.anchor", event);
        }
        if (depth > YamlSource.MAX_DEPTH) {
            throw refuse("FG-SYN-03.depth", event, YamlSource.MAX_DEPTH);
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw refuse("FG-SYN-01.syntax", event);
        };
    }

    private Node.Scalar scalar(ScalarEvent event) throws Refused {
        if (event.getTag().isPresent()) {
            throw refuse("FG-SYN-03.tag", event);
        }
        Node.Scalar scalar = new Node.Scalar(event.getValue(), span(event, event));
        TextRules.judgeText(scalar, out);
        return scalar;
    }

    private Node.Sequence sequence(SequenceStartEvent start, int depth) throws Refused {
        refuseTag(start);
        List<Node> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        return new Node.Sequence(
                items,
                collection(
                        start,
                        event,
                        items.isEmpty()
                                ? Optional.empty()
                                : Optional.of(items.getFirst().span())));
    }

    private Node.Mapping mapping(MappingStartEvent start, int depth) throws Refused {
        refuseTag(start);
        List<Node.Member> members = new ArrayList<>();
        Map<String, Span> seen = new HashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(event instanceof ScalarEvent) && !(event instanceof AliasEvent)) {
                throw refuse("FG-SYN-03.key", event);
            }
            Node.Scalar key = (Node.Scalar) node(event, depth);
            if (key.text().equals("<<")) {
                throw refuse("FG-SYN-03.merge", event);
            }
            TextRules.judgeName(key, out);
            Node value = node(events.next(), depth + 1);
            Span before = seen.putIfAbsent(key.text(), key.span());
            if (before == null) {
                members.add(new Node.Member(key, value));
            } else {
                out.error("FG-SYN-02.twice", key.span(), key.text()).other(before);
            }
            event = events.next();
        }
        return new Node.Mapping(
                members,
                collection(
                        start,
                        event,
                        members.isEmpty()
                                ? Optional.empty()
                                : Optional.of(members.getFirst().key().span())));
    }

    private void refuseTag(CollectionStartEvent start) throws Refused {
        if (start.getTag().isPresent()) {
            throw refuse("FG-SYN-03.tag", start);
        }
    }

    private Refused refuse(String message, Event event, Object... arguments) {
        out.error(message, span(event, event), arguments);
        return new Refused();
    }

    private Span collection(CollectionStartEvent start, Event end, Optional<Span> first) {
        return start.isFlow() ? span(start, end) : first.orElseGet(() -> span(start, start));
    }

    private Span span(Event from, Event to) {
        Mark start = from.getStartMark().orElseThrow();
        Mark end = to.getEndMark().orElse(start);
        int column = start.getColumn() + 1;
        boolean wide = end.getLine() > start.getLine() || end.getColumn() > start.getColumn();
        return new Span(
                text.file(),
                start.getLine() + 1,
                column,
                wide ? end.getLine() + 1 : start.getLine() + 1,
                wide ? end.getColumn() + 1 : column + 1);
    }
}
