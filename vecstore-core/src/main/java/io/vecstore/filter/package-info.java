/**
 * <b>What.</b> Conditions on the metadata of a record: as text, as a typed tree, and their meaning.
 *
 * <p><b>How.</b> {@link io.vecstore.filter.FilterParser} reads the text strictly into the sealed records of
 * {@link io.vecstore.filter.Filter}; {@link io.vecstore.filter.FilterPrinter} is its inverse;
 * {@link io.vecstore.filter.FilterEvaluator} defines what a filter means. Nothing is ever executed as text.
 *
 * <pre>{@code
 * filter    = and { OR and } ;            and  = not { AND not } ;       not = NOT not | primary ;
 * primary   = "(" filter ")" | TRUE | field ( op value | IS [NOT] NULL | [NOT] words ) ;
 * words     = IN "(" value { "," value } ")" | BETWEEN value AND value | ( STARTS WITH | CONTAINS | LIKE ) string ;
 * op        = "=" | "!=" | "<>" | "<" | "<=" | ">" | ">=" ;
 * field     = key { "." key } ;           key  = letter-or-_ { letter-or-_-or-digit } | "..." | `...` ;
 * value     = 'string' | long | double | TRUE | FALSE ;
 * }</pre>
 *
 * Keywords are case-insensitive; a quote inside quotes is doubled; a number with point or exponent is a double.
 *
 * <p><b>Rules.</b> Logic has two values. A comparison holds if the field's value, or one element of the list
 * that is the field's value, has the literal's type and compares so; missing and null fields, other types,
 * objects and nested lists never compare. {@code BETWEEN}, {@code STARTS WITH}, {@code CONTAINS} and {@code LIKE}
 * likewise hold if one value does; that a list has an element is {@code =}. {@code IS NULL} holds on missing and
 * null fields only. {@code !=} is the negation of {@code =}, {@code NOT IN} of
 * {@code IN}, and {@code NOT} of whatever follows, so those three hold where nothing compares. A long and a
 * double compare by exact numeric value; strings compare by code points; booleans only by equality. The
 * table is read by a test:
 *
 * <pre>{@code
 * metadata              | x = 2 | x != 2 | x < 2 | x <= 2 | x > 2 | x >= 2 | x IN (2, 7) | x NOT IN (2, 7) | NOT x < 2
 * {}                    | no    | yes    | no    | no     | no    | no     | no          | yes             | yes
 * {"x": null}           | no    | yes    | no    | no     | no    | no     | no          | yes             | yes
 * {"x": "2"}            | no    | yes    | no    | no     | no    | no     | no          | yes             | yes
 * {"x": true}           | no    | yes    | no    | no     | no    | no     | no          | yes             | yes
 * {"x": {"x": 2}}       | no    | yes    | no    | no     | no    | no     | no          | yes             | yes
 * {"x": 1}              | no    | yes    | yes   | yes    | no    | no     | no          | yes             | no
 * {"x": 2}              | yes   | no     | no    | yes    | no    | yes    | yes         | no              | yes
 * {"x": 2.0}            | yes   | no     | no    | yes    | no    | yes    | yes         | no              | yes
 * {"x": 2.5}            | no    | yes    | no    | no     | yes   | yes    | no          | yes             | yes
 * {"x": []}             | no    | yes    | no    | no     | no    | no     | no          | yes             | yes
 * {"x": [1, 3]}         | no    | yes    | yes   | yes    | yes   | yes    | no          | yes             | no
 * {"x": [null, "2", 2]} | yes   | no     | no    | yes    | no    | yes    | yes         | no              | yes
 * {"x": [[2], {"x": 2}]}| no    | yes    | no    | no     | no    | no     | no          | yes             | yes
 *
 * metadata              | x BETWEEN 2 AND 3 | x STARTS WITH 'ab' | x CONTAINS 'bc' | x LIKE 'a_c%' | x NOT LIKE '%c' | x IS NULL | x IS NOT NULL
 * {}                    | no                | no                 | no              | no            | yes             | yes       | no
 * {"x": null}           | no                | no                 | no              | no            | yes             | yes       | no
 * {"x": 2}              | yes               | no                 | no              | no            | yes             | no        | yes
 * {"x": 3.0}            | yes               | no                 | no              | no            | yes             | no        | yes
 * {"x": [1, 4]}         | no                | no                 | no              | no            | yes             | no        | yes
 * {"x": "abc"}          | no                | yes                | yes             | yes           | no              | no        | yes
 * {"x": "aBcd"}         | no                | no                 | no              | yes           | yes             | no        | yes
 * {"x": ["ab", "bc"]}   | no                | yes                | yes             | no            | no              | no        | yes
 * {"x": []}             | no                | no                 | no              | no            | yes             | no        | yes
 * {"x": {"y": 1}}       | no                | no                 | no              | no            | yes             | no        | yes
 * }</pre>
 *
 * All types are immutable or stateless. A filter has at most {@link io.vecstore.filter.Filter#MAX_DEPTH} levels
 * and {@link io.vecstore.filter.Filter#MAX_TERMS} terms, so that recursion over it is bounded.
 *
 * <p><b>Start reading at</b> {@link io.vecstore.filter.Filter}, then {@link io.vecstore.filter.FilterEvaluator}.
 */
@NullMarked
package io.vecstore.filter;

import org.jspecify.annotations.NullMarked;
