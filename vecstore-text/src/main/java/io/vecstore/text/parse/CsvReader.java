package io.vecstore.text.parse;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Separated values; each record becomes one line that names its columns. */
final class CsvReader implements FormatReader {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /** As much as is looked at to find the delimiter. */
    private static final int SAMPLE_CHARACTERS = 4096;

    @Override
    public void read(SourceFile file, String mediaType, ParseLimits limits, DocumentAssembler out) throws IOException {
        String text = TextDecoder.decode(file);
        TableRows rows = new TableRows();
        try (CSVParser records = format(text).parse(new StringReader(text))) {
            for (CSVRecord row : records) {
                out.inline(rows.line(row.toList()));
                out.line();
            }
        }
    }

    /** Forgiving: what follows a closing quote belongs to its field, and the end of the file closes a quote. */
    private static CSVFormat format(String text) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter(text))
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
    }

    /** The candidate that stands most often outside quotes; a comma if none does. */
    private static char delimiter(String text) {
        int[] counts = new int[DELIMITERS.size()];
        boolean quoted = false;
        for (int i = 0; i < Math.min(text.length(), SAMPLE_CHARACTERS); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            int candidate = DELIMITERS.indexOf(c);
            if (!quoted && candidate >= 0) {
                counts[candidate]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return DELIMITERS.get(best);
    }
}
