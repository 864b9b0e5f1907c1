package planted.figures.audit;

import java.util.Optional;

record Row(Optional<Page> page, Optional<Log> log) {}
