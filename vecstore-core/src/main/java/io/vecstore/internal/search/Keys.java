package io.vecstore.internal.search;

/** The key of a record within one search: the position of its leaf in the view and its ordinal there. */
final class Keys {

    private Keys() {}

    static long base(int leaf) {
        return (long) leaf << Integer.SIZE;
    }

    static int leaf(long key) {
        return (int) (key >>> Integer.SIZE);
    }

    static int ordinal(long key) {
        return (int) key;
    }
}
