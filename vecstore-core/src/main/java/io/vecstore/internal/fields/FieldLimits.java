package io.vecstore.internal.fields;

/**
 * What an index takes; beyond that, filters are evaluated.
 *
 * @param paths distinct paths, those of objects included
 * @param keyBytes the longest string, in UTF-8
 * @param columnKeyBytes all keys of a column together
 * @param columnOrdinals all ordinals of a column together, which a merge holds in memory
 */
record FieldLimits(int paths, int keyBytes, long columnKeyBytes, long columnOrdinals) {

    static final int PATHS = 256;
    static final int KEY_BYTES = 1024;

    static final FieldLimits DEFAULT = new FieldLimits(PATHS, KEY_BYTES, 1L << 30, 1L << 26);
}
