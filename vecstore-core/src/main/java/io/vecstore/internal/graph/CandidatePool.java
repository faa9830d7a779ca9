package io.vecstore.internal.graph;

/**
 * The nearest candidates of a search, sorted by estimated distance, each marked once it has been expanded. A key holds
 * the bits of the distance, which order as the distance does because it is not negative, the node, and the mark in its
 * lowest bit. One thread at a time.
 */
final class CandidatePool {

    /** Insertions this near to the end move entries one by one; farther ones by binary search and one copy. */
    private static final int NEAR = 32;

    private long[] keys = new long[256];
    private int size;
    private int capacity;
    private int cursor;
    private float lastDistance;

    /** Empties the pool; it keeps the {@code newCapacity} nearest from now on. */
    void reset(int newCapacity) {
        size = 0;
        cursor = 0;
        capacity = newCapacity;
        if (keys.length < newCapacity) {
            keys = new long[newCapacity];
        }
    }

    /** The distance from which on candidates are refused. */
    float threshold() {
        return size < capacity ? 1e29f : distance(keys[size - 1]);
    }

    /** Takes a candidate if it is near enough, and says whether it did. */
    boolean insert(float distance, int node) {
        long key = ((long) Float.floatToRawIntBits(Math.max(0, distance)) << 32) | ((long) node << 1);
        long[] all = keys;
        int at = size;
        if (at == capacity) {
            if (key >= all[at - 1]) {
                return false;
            }
            at--;
        } else {
            size++;
        }
        at = at <= NEAR || all[at - NEAR] < key ? shift(key, at) : copy(key, at);
        all[at] = key;
        cursor = Math.min(cursor, at);
        return true;
    }

    private int shift(long key, int from) {
        long[] all = keys;
        int at = from;
        while (at > 0 && all[at - 1] > key) {
            all[at] = all[at - 1];
            at--;
        }
        return at;
    }

    private int copy(long key, int from) {
        int low = 0;
        int high = from - NEAR;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        System.arraycopy(keys, low, keys, low + 1, from - low);
        return low;
    }

    /**
     * Marks the nearest candidates that have not been expanded and lie within {@code limit}.
     *
     * @return how many there were, at most the length of {@code nodes}
     */
    int next(int[] nodes, float limit) {
        int count = 0;
        while (cursor < size && count < nodes.length) {
            long key = keys[cursor];
            if ((key & 1) == 0) {
                if (distance(key) > limit) {
                    break;
                }
                keys[cursor] = key | 1;
                nodes[count++] = (int) key >>> 1;
                lastDistance = distance(key);
            }
            cursor++;
        }
        return count;
    }

    /** The distance of the node that {@link #next} gave last. */
    float lastDistance() {
        return lastDistance;
    }

    private static float distance(long key) {
        return Float.intBitsToFloat((int) (key >>> 32));
    }
}
