package io.vecstore.filter;

/** How a string is compared with a text or pattern, character by character: case and accents count. */
public enum TextOperator {
    /** The string begins with the text. */
    STARTS_WITH("STARTS WITH"),
    /** The text occurs in the string. */
    CONTAINS("CONTAINS"),
    /**
     * The whole string has the form of the pattern: {@code %} stands for any text, {@code _} for one code point, and a
     * backslash makes the character after it an ordinary one.
     */
    LIKE("LIKE");

    private final String symbol;

    TextOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The operator as filter text has it. */
    public String symbol() {
        return symbol;
    }

    /** Whether {@code value} compares so with {@code text}. */
    public boolean test(String value, String text) {
        return switch (this) {
            case STARTS_WITH -> value.startsWith(text);
            case CONTAINS -> value.contains(text);
            case LIKE -> LikePattern.matches(value, text);
        };
    }

    /** What all strings begin with that compare so with {@code text}. */
    public String prefix(String text) {
        return switch (this) {
            case STARTS_WITH -> text;
            case CONTAINS -> "";
            case LIKE -> LikePattern.prefix(text);
        };
    }
}
