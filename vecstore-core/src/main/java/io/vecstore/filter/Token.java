package io.vecstore.filter;

import io.vecstore.FieldPath;

/** A word of filter text and where it starts, in UTF-16 units from 0. */
sealed interface Token {
    int position();

    /** A field path. */
    record Field(int position, FieldPath path) implements Token {}

    /** A string or number. */
    record Constant(int position, Literal literal) implements Token {}

    /** A comparison operator. */
    record Operator(int position, ComparisonOperator operator) implements Token {}

    /** A keyword, a mark, or the end of the text. */
    record Fixed(int position, Symbol symbol) implements Token {}

    /** What a {@link Fixed} token can be. The words, from AND to NULL, are not fields unless quoted. */
    enum Symbol {
        AND,
        OR,
        NOT,
        IN,
        BETWEEN,
        STARTS,
        WITH,
        CONTAINS,
        LIKE,
        IS,
        TRUE,
        FALSE,
        NULL,
        OPEN,
        CLOSE,
        COMMA,
        END
    }
}
