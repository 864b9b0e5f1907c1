package planted.clean.policy;

import planted.clean.document.Leaf;

final class Rule {

    private final Leaf leaf;

    Rule(Leaf leaf) {
        this.leaf = leaf;
    }

    String name() {
        return leaf.name();
    }
}
