package io.vecstore.bench.peer;

import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import io.vecstore.Metric;
import io.vecstore.bench.data.Vectors;
import java.util.Arrays;

/** All rows in memory, as JVector wants them while it builds. */
final class JVectorRows implements RandomAccessVectorValues {

    static final VectorTypeSupport TYPES = VectorizationProvider.getInstance().getVectorTypeSupport();

    private final VectorFloat<?>[] rows;
    private final int dimension;

    JVectorRows(Vectors base, Metric metric) {
        this.dimension = base.dimension();
        this.rows = new VectorFloat<?>[base.size()];
        Arrays.setAll(rows, row -> TYPES.createFloatVector(UnitLength.forMetric(metric, base.floats(row))));
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public VectorFloat<?> getVector(int row) {
        return rows[row];
    }

    @Override
    public boolean isValueShared() {
        return false;
    }

    @Override
    public RandomAccessVectorValues copy() {
        return this;
    }
}
