package io.vecstore.filter;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The reserved words, in any mixture of ASCII upper and lower case. */
final class Keywords {
    private static final Map<String, Token.Symbol> SYMBOLS = EnumSet.range(Token.Symbol.AND, Token.Symbol.NULL).stream()
            .collect(Collectors.toUnmodifiableMap(Token.Symbol::name, Function.identity()));

    private Keywords() {}

    static Optional<Token.Symbol> find(String word) {
        // Outside of ASCII other letters have upper-case forms inside it: a dotless i would make a second IN.
        boolean ascii = word.chars().allMatch(c -> c < 128);
        return ascii ? Optional.ofNullable(SYMBOLS.get(word.toUpperCase(Locale.ROOT))) : Optional.empty();
    }
}
