package io.vecstore.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RerankRequestTest {
    @Test
    void construct_unsuitableValues_areRefused() {
        RerankRequest request = RerankRequest.of("query", List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withWindow(-1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.withTimeBudget(Duration.ofNanos(-1)))
                .withMessageContaining("timeBudget");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RerankCandidate.of("text", Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> RerankCandidate.of("text", 0, new float[0]));
    }

    @Test
    void vector_ofACandidate_cannotBeChangedFromOutside() {
        float[] vector = {1, 2};
        RerankCandidate candidate = RerankCandidate.of("text", 0, vector);
        vector[0] = 9;
        candidate.vector().orElseThrow()[1] = 9;

        assertThat(candidate.vector()).hasValueSatisfying(v -> assertThat(v).containsExactly(1, 2));
    }
}
