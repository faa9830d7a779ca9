package io.vecstore.filter;

import io.vecstore.FieldPath;
import io.vecstore.error.FilterSyntaxException;
import io.vecstore.error.InvalidRequestException;
import io.vecstore.filter.Token.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Recursive descent over the grammar in the package's documentation: one method per rule, one token ahead.
 * Parentheses and NOTs nest at most {@link Filter#MAX_DEPTH} deep.
 */
public final class FilterParser {
    private final FilterLexer lexer;
    private Token token;
    private int nesting;
    private int terms;

    private FilterParser(String text) {
        lexer = new FilterLexer(text);
        token = lexer.next();
    }

    /**
     * Reads a whole filter text. {@code a AND b AND c} is one {@link Filter.And} of three operands.
     *
     * @throws FilterSyntaxException with the position of the first thing not understood, or beyond a limit
     */
    public static Filter parse(String text) {
        var parser = new FilterParser(text);
        Filter filter = parser.disjunction();
        parser.expect(Symbol.END, "AND, OR or the end of the filter");
        return filter;
    }

    private Filter disjunction() {
        int start = token.position();
        List<Filter> operands = new ArrayList<>();
        do {
            operands.add(conjunction());
        } while (accept(Symbol.OR));
        return build(start, () -> Filter.or(operands));
    }

    private Filter conjunction() {
        int start = token.position();
        List<Filter> operands = new ArrayList<>();
        do {
            operands.add(negation());
        } while (accept(Symbol.AND));
        return build(start, () -> Filter.and(operands));
    }

    private Filter negation() {
        int start = token.position();
        if (!accept(Symbol.NOT)) {
            return primary();
        }
        enter(start);
        Filter operand = negation();
        nesting--;
        return build(start, () -> Filter.not(operand));
    }

    private Filter primary() {
        int start = token.position();
        if (accept(Symbol.OPEN)) {
            enter(start);
            Filter inner = disjunction();
            expect(Symbol.CLOSE, "AND, OR or )");
            nesting--;
            return inner;
        }
        if (accept(Symbol.TRUE)) {
            countTerm(start);
            return Filter.all();
        }
        if (!(token instanceof Token.Field field)) {
            throw expected("a condition: a field, NOT, TRUE or (");
        }
        advance();
        return predicate(start, field.path());
    }

    /** What follows a field. */
    private Filter predicate(int start, FieldPath field) {
        if (accept(Symbol.IS)) {
            return nullness(start, field);
        }
        if (token instanceof Token.Operator operator) {
            advance();
            Literal literal = literal();
            return build(start, () -> new Filter.Comparison(field, operator.operator(), literal));
        }
        if (accept(Symbol.NOT)) {
            Filter negated = wordPredicate(start, field, "IN, BETWEEN, STARTS WITH, CONTAINS or LIKE after NOT");
            return build(start, () -> Filter.not(negated));
        }
        return wordPredicate(
                start,
                field,
                "=, !=, <>, <, <=, >, >=, [NOT] IN, BETWEEN, STARTS WITH, CONTAINS, LIKE or IS after field " + field);
    }

    /** A predicate that begins with a word and may have NOT before it. */
    private Filter wordPredicate(int start, FieldPath field, String what) {
        if (accept(Symbol.IN)) {
            return membership(start, field);
        }
        if (accept(Symbol.BETWEEN)) {
            Literal low = literal();
            expect(Symbol.AND, "AND after the lower bound");
            Literal high = literal();
            return build(start, () -> new Filter.Between(field, low, high));
        }
        if (accept(Symbol.STARTS)) {
            expect(Symbol.WITH, "WITH after STARTS");
            return textMatch(start, field, TextOperator.STARTS_WITH);
        }
        if (accept(Symbol.CONTAINS)) {
            return textMatch(start, field, TextOperator.CONTAINS);
        }
        if (accept(Symbol.LIKE)) {
            return textMatch(start, field, TextOperator.LIKE);
        }
        throw expected(what);
    }

    private Filter textMatch(int start, FieldPath field, TextOperator operator) {
        countTerm(token.position());
        if (!(token instanceof Token.Constant(int _, Literal.OfString(String text)))) {
            throw expected("a 'string'");
        }
        advance();
        return build(start, () -> new Filter.TextMatch(field, operator, text));
    }

    private Filter nullness(int start, FieldPath field) {
        countTerm(start);
        boolean negated = accept(Symbol.NOT);
        expect(Symbol.NULL, negated ? "NULL after IS NOT" : "NULL or NOT NULL after IS");
        Filter isNull = new Filter.IsNull(field);
        return negated ? build(start, () -> Filter.not(isNull)) : isNull;
    }

    private Filter membership(int start, FieldPath field) {
        expect(Symbol.OPEN, "( after IN");
        List<Literal> values = new ArrayList<>();
        do {
            values.add(literal());
        } while (accept(Symbol.COMMA));
        expect(Symbol.CLOSE, "a comma or )");
        return build(start, () -> new Filter.In(field, values));
    }

    private Literal literal() {
        int start = token.position();
        countTerm(start);
        if (accept(Symbol.TRUE)) {
            return new Literal.OfBoolean(true);
        }
        if (accept(Symbol.FALSE)) {
            return new Literal.OfBoolean(false);
        }
        if (token instanceof Token.Constant constant) {
            advance();
            return constant.literal();
        }
        throw expected(
                isAt(Symbol.NULL)
                        ? "a string, number or boolean; nothing compares with NULL"
                        : "a 'string', a number, TRUE or FALSE");
    }

    private void enter(int position) {
        if (++nesting > Filter.MAX_DEPTH) {
            throw lexer.expected(position, "at most " + Filter.MAX_DEPTH + " levels of parentheses and NOT");
        }
    }

    private void countTerm(int position) {
        if (++terms > Filter.MAX_TERMS) {
            throw lexer.expected(position, "at most " + Filter.MAX_TERMS + " comparisons and IN values");
        }
    }

    private boolean accept(Symbol symbol) {
        boolean accepted = isAt(symbol);
        if (accepted) {
            advance();
        }
        return accepted;
    }

    private boolean isAt(Symbol symbol) {
        return token instanceof Token.Fixed fixed && fixed.symbol() == symbol;
    }

    private void expect(Symbol symbol, String what) {
        if (!accept(symbol)) {
            throw expected(what);
        }
    }

    private void advance() {
        token = lexer.next();
    }

    private FilterSyntaxException expected(String what) {
        return lexer.expected(token.position(), what);
    }

    /** Builds a node; what its constructor refuses is an error at the place where the node starts. */
    private Filter build(int position, Supplier<Filter> node) {
        try {
            return node.get();
        } catch (InvalidRequestException e) {
            throw lexer.expected(position, "a usable condition, but " + e.getMessage());
        }
    }
}
