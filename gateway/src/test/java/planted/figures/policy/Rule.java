package planted.figures.policy;

import planted.figures.audit.Log;

record Rule(Log log) {

    boolean isOpen(String form) {
        return form.equals("aead");
    }
}
