@NullMarked
package planted.clean.policy;

import org.jspecify.annotations.NullMarked;
