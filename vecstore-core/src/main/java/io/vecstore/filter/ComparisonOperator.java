package io.vecstore.filter;

/** How a field is compared with a literal. */
public enum ComparisonOperator {
    EQ("="),
    /** The negation of {@link #EQ}: holds on a missing field too. */
    NE("!="),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String symbol;

    ComparisonOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as filter text has it. */
    public String symbol() {
        return symbol;
    }

    /** Whether the operator asks for an order and not only for equality. */
    public boolean isOrdering() {
        return this != EQ && this != NE;
    }
}
