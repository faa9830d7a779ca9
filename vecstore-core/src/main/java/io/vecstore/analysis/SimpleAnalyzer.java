package io.vecstore.analysis;

/** The words that {@link WordScanner} finds, as they are. */
final class SimpleAnalyzer implements Analyzer {

    static final SimpleAnalyzer INSTANCE = new SimpleAnalyzer();

    private SimpleAnalyzer() {}

    @Override
    public String name() {
        return "simple";
    }

    @Override
    public void analyze(CharSequence text, TokenSink sink) {
        WordScanner.scan(
                text,
                (chars, length, position, start, end) ->
                        sink.token(new String(chars, 0, length), position, start, end));
    }
}
