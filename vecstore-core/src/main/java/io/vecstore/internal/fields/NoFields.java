package io.vecstore.internal.fields;

import io.vecstore.FieldPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an index that is not there: every comparison is evaluated.
 *
 * @param ordinalLimit rows from this ordinal on do not count
 */
public record NoFields(int ordinalLimit) implements FieldIndex {

    @Override
    public boolean isIndexed(FieldPath path) {
        return false;
    }

    @Override
    public boolean isComplete() {
        return false;
    }

    @Override
    public List<FieldPath> paths() {
        return List.of();
    }

    @Override
    public @Nullable Column column(FieldPath path, FieldKind kind) {
        return null;
    }
}
