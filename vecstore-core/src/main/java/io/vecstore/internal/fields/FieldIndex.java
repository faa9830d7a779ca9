package io.vecstore.internal.fields;

import io.vecstore.FieldPath;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The indexed metadata of the rows below a limit. Thread-safe. */
public sealed interface FieldIndex permits MemoryFields.View, FieldsFile, NoFields {

    /** Rows from this ordinal on are not in the index. */
    int ordinalLimit();

    /** Whether the columns of a path hold all of its values that can be compared. */
    boolean isIndexed(FieldPath path);

    /** Whether every path that occurs is among {@link #paths}. */
    boolean isComplete();

    /** The paths that are known to occur, indexed or not. */
    Collection<FieldPath> paths();

    /** The values of one kind at a path, or null where there is none. */
    @Nullable
    Column column(FieldPath path, FieldKind kind);
}
