/// A message body as cells at declared places; formats read and write it. Read first: [Shape], [Document], [BodyFormat].
@NullMarked
package io.fieldgate.document;

import org.jspecify.annotations.NullMarked;
