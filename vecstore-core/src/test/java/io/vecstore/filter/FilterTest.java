package io.vecstore.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.FieldPath;
import io.vecstore.error.InvalidRequestException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
    @Test
    void not_deeperThanTheLimit_isRefused() {
        Filter filter = Filter.eq("a", 1);
        for (int depth = 1; depth < Filter.MAX_DEPTH; depth++) {
            filter = Filter.not(filter);
        }
        Filter deepest = filter;

        assertThat(Filter.parse(FilterPrinter.print(deepest))).isEqualTo(deepest);
        assertThatThrownBy(() -> Filter.not(deepest))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("64")
                .hasMessageContaining("65");
        assertThatThrownBy(() -> Filter.and(deepest, Filter.all())).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void deepestAlternation_printed_parsesBack() {
        Filter filter = Filter.eq("a", 1);
        for (int depth = 1; depth < Filter.MAX_DEPTH; depth++) {
            filter = switch (depth % 3) {
                case 0 -> Filter.not(filter);
                case 1 -> Filter.or(filter, Filter.all());
                default -> Filter.and(filter, Filter.eq("b", 2));
            };
        }
        assertThat(Filter.parse(FilterPrinter.print(filter))).isEqualTo(filter);
    }

    @Test
    void and_moreTermsThanTheLimit_isRefused() {
        Filter doubled = Filter.in("a", Collections.nCopies(Filter.MAX_TERMS / 2, 1));
        Filter full = Filter.and(doubled, doubled);

        assertThat(full).isInstanceOf(Filter.And.class);
        assertThatThrownBy(() -> Filter.or(full, Filter.all()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("4097");
        assertThatThrownBy(() -> Filter.in("a", Collections.nCopies(Filter.MAX_TERMS + 1, 1)))
                .hasMessageContaining("4097");
    }

    @Test
    void factories_fewOperands_collapseOrAreRefused() {
        var one = Filter.eq("a", 1);

        assertThat(Filter.and()).isEqualTo(Filter.all());
        assertThat(Filter.and(one)).isEqualTo(one);
        assertThat(Filter.or(one)).isEqualTo(one);
        assertThatThrownBy(Filter::or).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> Filter.in("a")).hasMessageContaining("field a");
        assertThatThrownBy(() -> new Filter.And(List.of(one))).hasMessageContaining("AND");
    }

    @Test
    void literals_unusable_areRefused() {
        assertThatThrownBy(() -> Filter.eq("a", Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Filter.eq("a", Float.NEGATIVE_INFINITY)).hasMessageContaining("-Infinity");
        assertThatThrownBy(() -> Filter.eq("a", BigInteger.ONE)).hasMessageContaining("java.math.BigInteger");
        assertThatThrownBy(() -> Literal.of(null)).isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> Filter.lt("a", true)).hasMessageContaining("no order");
        assertThatThrownBy(() -> Filter.eq("a..b", 1)).hasMessageContaining("a..b");
    }

    @Test
    void in_laterChangeOfValues_isNotSeen() {
        var values = new ArrayList<Literal>(List.of(Literal.of(1)));
        var in = new Filter.In(FieldPath.of("a"), values);
        values.add(Literal.of(2));

        assertThat(in.values()).hasSize(1);
    }
}
