package io.vecstore.internal.fields;

import io.vecstore.FieldPath;
import io.vecstore.Metadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The growing index of a MemTable. One thread adds rows; any number of threads read {@link #view views}, without locks,
 * at the same time.
 */
public final class MemoryFields {

    private final FieldLimits limits;
    private final Field root = new Field();
    private int pathCount;
    private volatile boolean complete = true;
    private long added;

    public MemoryFields() {
        this(FieldLimits.DEFAULT);
    }

    MemoryFields(FieldLimits limits) {
        this.limits = limits;
    }

    /** What is known of one path: the paths below it and its values. */
    private static final class Field {
        private final Map<String, Field> children = new ConcurrentHashMap<>();
        private final Map<FieldKind, MemoryColumn> columns = new EnumMap<>(FieldKind.class);
        private volatile boolean indexed = true;

        Field() {
            for (FieldKind kind : FieldKind.values()) {
                columns.put(kind, new MemoryColumn());
            }
        }

        MemoryColumn column(FieldKind kind) {
            return Objects.requireNonNull(columns.get(kind));
        }
    }

    /**
     * Adds the metadata of a row.
     *
     * @param ordinal higher than all before
     * @return about how many bytes of heap that takes
     */
    public long add(int ordinal, Metadata metadata) {
        added = 0;
        metadata.asMap().forEach((key, value) -> add(root, key, value, ordinal));
        return added;
    }

    private void add(Field parent, String key, @Nullable Object value, int ordinal) {
        Field field = parent.children.get(key);
        if (field == null) {
            if (pathCount == limits.paths()) {
                complete = false; // before the row is published, so that its readers know
                return;
            }
            pathCount++;
            field = new Field();
            parent.children.put(key, field);
        }
        addValue(field, value, ordinal);
    }

    private void addValue(Field field, @Nullable Object value, int ordinal) {
        switch (value) {
            case Map<?, ?> members -> {
                addKey(field, FieldKind.OTHER, FieldKey.OTHER, ordinal);
                members.forEach((key, member) -> add(field, (String) key, member, ordinal));
            }
            case List<?> elements -> addElements(field, elements, ordinal);
            case null, default -> addScalar(field, value, ordinal);
        }
    }

    private void addElements(Field field, List<?> elements, int ordinal) {
        boolean comparable = false;
        for (Object element : elements) {
            comparable |= element != null && !(element instanceof List<?>) && !(element instanceof Map<?, ?>);
            addScalar(field, element, ordinal);
        }
        if (!comparable) {
            addKey(field, FieldKind.OTHER, FieldKey.OTHER, ordinal);
        }
    }

    private void addScalar(Field field, @Nullable Object value, int ordinal) {
        switch (value) {
            case Boolean flag -> addKey(field, FieldKind.BOOLEAN, FieldKey.of(flag), ordinal);
            case Long number -> addKey(field, FieldKind.LONG, FieldKey.of(number), ordinal);
            case Double number -> addKey(field, FieldKind.DOUBLE, FieldKey.of(number), ordinal);
            case String text -> addKey(field, FieldKind.STRING, FieldKey.of(text), ordinal);
            case null, default -> {} // null, objects and lists inside of lists compare with nothing
        }
    }

    private void addKey(Field field, FieldKind kind, byte[] key, int ordinal) {
        if (key.length > limits.keyBytes()) {
            field.indexed = false;
        } else if (field.indexed) {
            added += field.column(kind).add(key, ordinal);
        }
    }

    /**
     * The index of all rows below {@code ordinalLimit}, for ever. The caller learned of the limit after their
     * {@link #add} had returned.
     */
    public View view(int ordinalLimit) {
        return new View(this, ordinalLimit);
    }

    private @Nullable Field find(FieldPath path) {
        Field field = root;
        for (String key : path.keys()) {
            field = field.children.get(key);
            if (field == null) {
                return null;
            }
        }
        return field;
    }

    /** The index as it was at one moment. */
    public static final class View implements FieldIndex {
        private final MemoryFields source;
        private final int ordinalLimit;

        private View(MemoryFields source, int ordinalLimit) {
            this.source = source;
            this.ordinalLimit = ordinalLimit;
        }

        @Override
        public int ordinalLimit() {
            return ordinalLimit;
        }

        @Override
        public boolean isIndexed(FieldPath path) {
            Field field = source.find(path);
            return field == null ? source.complete : field.indexed;
        }

        @Override
        public boolean isComplete() {
            return source.complete;
        }

        @Override
        public Collection<FieldPath> paths() {
            List<FieldPath> paths = new ArrayList<>();
            collect(source.root, List.of(), paths);
            return paths;
        }

        private static void collect(Field field, List<String> keys, List<FieldPath> paths) {
            field.children.forEach((key, child) -> {
                List<String> longer = new ArrayList<>(keys);
                longer.add(key);
                paths.add(new FieldPath(longer));
                collect(child, longer, paths);
            });
        }

        @Override
        public @Nullable Column column(FieldPath path, FieldKind kind) {
            Field field = source.find(path);
            return field == null || field.column(kind).isEmpty()
                    ? null
                    : field.column(kind).view(ordinalLimit);
        }
    }
}
