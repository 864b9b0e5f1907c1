@NullMarked
package planted.clean.document;

import org.jspecify.annotations.NullMarked;
