package io.vecstore.filter;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The reserved words, in any mixture of ASCII upper and lower case. */
final class Keywords {
    private static final Map<String, Token.Symbol> SYMBOLS = Map.of(
            "AND", Token.Symbol.AND,
            "OR", Token.Symbol.OR,
            "NOT", Token.Symbol.NOT,
            "IN", Token.Symbol.IN,
            "TRUE", Token.Symbol.TRUE,
            "FALSE", Token.Symbol.FALSE,
            "NULL", Token.Symbol.NULL);

    private Keywords() {}

    static Optional<Token.Symbol> find(String word) {
        // Outside of ASCII other letters have upper-case forms inside it: a dotless i would make a second IN.
        boolean ascii = word.chars().allMatch(c -> c < 128);
        return ascii ? Optional.ofNullable(SYMBOLS.get(word.toUpperCase(Locale.ROOT))) : Optional.empty();
    }
}
