package io.vecstore.bench.updates;

import io.vecstore.bench.data.BenchException;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which vector every id has, through rounds in which some get another. The first {@code live} rows of the base belong to
 * the ids 0 to {@code live - 1} at first; the rows behind them are the new vectors, used again from the beginning when
 * they run out. For one thread.
 */
final class UpdatePlan {

    private static final long SEED = 7;

    private final int[] rowOfId;
    private final int poolSize;
    private final int perRound;
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int[] ids;
    private int nextInPool;

    /**
     * @param rows of the base
     * @param share of the ids that a round replaces
     */
    UpdatePlan(int rows, int live, double share) {
        if (live < 1 || live >= rows || !(share > 0 && share <= 1)) {
            throw new BenchException("--live " + live + " of " + rows + " rows, --share " + share
                    + ": --live is at least 1 and leaves rows to replace with, --share is above 0 and at most 1");
        }
        this.poolSize = rows - live;
        this.rowOfId = new int[live];
        Arrays.setAll(rowOfId, id -> id);
        this.ids = rowOfId.clone();
        this.perRound = Math.max(1, (int) Math.round(share * live));
    }

    /** The ids that a round replaces, each once; their rows have changed when this returns. */
    int[] round() {
        for (int i = 0; i < perRound; i++) {
            int other = random.nextInt(i, ids.length);
            int swapped = ids[i];
            ids[i] = ids[other];
            ids[other] = swapped;
            rowOfId[ids[i]] = rowOfId.length + nextInPool;
            nextInPool = (nextInPool + 1) % poolSize;
        }
        return Arrays.copyOf(ids, perRound);
    }

    int live() {
        return rowOfId.length;
    }

    /** The row of the base that an id has now. */
    int row(int id) {
        return rowOfId[id];
    }
}
