package planted.figures.audit;

import planted.figures.audit.tlog.Tree;

public record Log(Tree tree, Row row) {

    // a comment is no code
    int size() {
        return row.log().isEmpty() ? 0 : 1;
    }
}
