package io.vecstore.filter;

import io.vecstore.FieldPath;
import io.vecstore.error.FilterSyntaxException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.filter.Token.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts filter text into tokens, one per call. Not safe for use by several threads. */
final class FilterLexer {
    private static final int END = -1;

    private final String text;
    private int at;

    FilterLexer(String text) {
        this.text = text;
    }

    /** The next token; at the end of the text {@link Symbol#END}, again and again. */
    Token next() {
        while (Character.isWhitespace(peek())) {
            at++;
        }
        int start = at;
        return switch (peek()) {
            case END -> new Token.Fixed(start, Symbol.END);
            case '(' -> fixed(Symbol.OPEN);
            case ')' -> fixed(Symbol.CLOSE);
            case ',' -> fixed(Symbol.COMMA);
            case '=', '!', '<', '>' -> operator();
            case '\'' -> new Token.Constant(start, new Literal.OfString(quoted()));
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> new Token.Constant(start, number());
            default -> fieldOrKeyword();
        };
    }

    private Token fixed(Symbol symbol) {
        return new Token.Fixed(at++, symbol);
    }

    private Token operator() {
        int start = at;
        int first = text.charAt(at++);
        int second = peek();
        ComparisonOperator operator = switch (first) {
            case '=' -> ComparisonOperator.EQ;
            case '<' ->
                second == '=' ? ComparisonOperator.LE : second == '>' ? ComparisonOperator.NE : ComparisonOperator.LT;
            case '>' -> second == '=' ? ComparisonOperator.GE : ComparisonOperator.GT;
            default -> {
                if (second != '=') {
                    throw expected(at, "= after !");
                }
                yield ComparisonOperator.NE;
            }
        };
        if (operator == ComparisonOperator.NE
                || operator == ComparisonOperator.LE
                || operator == ComparisonOperator.GE) {
            at++;
        }
        return new Token.Operator(start, operator);
    }

    /** Text between two equal quotes, in which that quote is doubled. */
    private String quoted() {
        char quote = text.charAt(at++);
        var content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote && peek() != quote) {
                return content.toString();
            }
            if (c == quote) {
                at++;
            }
            content.append(c);
        }
        throw expected(at, "a closing " + quote);
    }

    private Literal number() {
        int start = at;
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        digits(negative ? "a digit after -, or double quotes around a name with -" : "a digit");
        boolean whole = true;
        if (peek() == '.') {
            at++;
            digits("a digit");
            whole = false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '-' || peek() == '+') {
                at++;
            }
            digits("a digit");
            whole = false;
        }
        if (peek() == '.' || FieldPath.isPlainPart(peekCodePoint())) {
            throw expected(at, "the end of the number, or quotes around a name or text");
        }
        String number = text.substring(start, at);
        return whole ? wholeNumber(start, number) : decimalNumber(start, number);
    }

    private void digits(String what) {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw expected(at, what);
        }
    }

    private Literal wholeNumber(int start, String number) {
        try {
            return new Literal.OfLong(Long.parseLong(number));
        } catch (NumberFormatException _) {
            throw expected(start, "an integer within 64 bits; write a decimal point to compare with a double");
        }
    }

    private Literal decimalNumber(int start, String number) {
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw expected(start, "a number within the range of a double");
        }
        return new Literal.OfDouble(value);
    }

    private Token fieldOrKeyword() {
        int start = at;
        boolean bare = peek() != '"' && peek() != '`';
        List<String> keys = new ArrayList<>();
        keys.add(key("a field, a value or a parenthesis"));
        while (peek() == '.') {
            at++;
            keys.add(key("a key"));
        }
        Optional<Symbol> keyword = bare && keys.size() == 1 ? Keywords.find(keys.getFirst()) : Optional.empty();
        if (keyword.isPresent()) {
            return new Token.Fixed(start, keyword.get());
        }
        try {
            return new Token.Field(start, new FieldPath(keys));
        } catch (InvalidRequestException e) {
            throw expected(start, "a usable field, but " + e.getMessage());
        }
    }

    private String key(String what) {
        if (peek() == '"' || peek() == '`') {
            return quoted();
        }
        int start = at;
        if (!FieldPath.isPlainStart(peekCodePoint())) {
            throw expected(at, what);
        }
        while (FieldPath.isPlainPart(peekCodePoint())) {
            at += Character.charCount(peekCodePoint());
        }
        return text.substring(start, at);
    }

    /** The UTF-16 unit to be read next, or {@link #END}. */
    private int peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private int peekCodePoint() {
        return at < text.length() ? text.codePointAt(at) : END;
    }

    FilterSyntaxException expected(int position, String what) {
        return new FilterSyntaxException(text, position, what);
    }
}
