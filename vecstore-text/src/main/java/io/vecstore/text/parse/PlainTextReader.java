package io.vecstore.text.parse;

/** Text without markup, program sources among it: taken as it stands. */
final class PlainTextReader implements FormatReader {
    @Override
    public void read(SourceFile file, String mediaType, ParseLimits limits, DocumentAssembler out) {
        out.verbatim(TextDecoder.decode(file));
    }
}
