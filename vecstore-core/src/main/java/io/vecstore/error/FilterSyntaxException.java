package io.vecstore.error;

/** A filter text does not parse. Carries the zero-based position of the first character not understood. */
public final class FilterSyntaxException extends VecStoreException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param text the whole filter text
     * @param position zero-based index of the first UTF-16 unit that does not fit
     * @param expected what would have been understood there
     */
    public FilterSyntaxException(String text, int position, String expected) {
        super("filter does not parse at position " + position + " of \"" + text + "\": expected " + expected, null);
        this.position = position;
    }

    /** Zero-based index of the first UTF-16 unit that does not fit. */
    public int position() {
        return position;
    }

    @Override
    public String code() {
        return "filter_syntax";
    }
}
