package io.vecstore.internal.fields;

import java.util.Arrays;
import java.util.Optional;

/** The types of values, as far as filters tell them apart. */
enum FieldKind {
    BOOLEAN(1),
    LONG(2),
    DOUBLE(3),
    STRING(4),
    /** Objects, and lists without an element of the kinds above: all have one key. */
    OTHER(5);

    private final int code;

    FieldKind(int code) {
        this.code = code;
    }

    /** What stands for the kind in a file. */
    int code() {
        return code;
    }

    /** The kind that {@link #code} belongs to, if any. */
    static Optional<FieldKind> of(int code) {
        return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }
}
