package io.vecstore.text.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vecstore.text.parse.DocumentParseException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Bytes to characters. The first of these that fits decides: a byte order mark; the charset that the markup
 * declares, if every byte is valid in it; UTF-8, if every byte is valid; UTF-16 by its zero bytes; what the
 * statistics of the bytes say; windows-1252.
 */
final class TextDecoder {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Below this the detector's guesses are worse than windows-1252 (ICU's scale is 0 to 100). */
    private static final int MIN_CONFIDENCE = 25;

    /** Enough for statistics, and for a declaration, which stands at the top. */
    private static final int SAMPLE_BYTES = 16 << 10;

    private static final Pattern DECLARATION =
            Pattern.compile("(?:charset|encoding)\\s*+=\\s*+[\"']?+\\s*+([A-Za-z0-9_:.-]+)", Pattern.CASE_INSENSITIVE);

    private TextDecoder() {}

    /** Decodes text without markup. */
    static String decode(SourceFile file) {
        return decode(file, Optional.empty(), false);
    }

    /** Decodes Markdown. */
    static String decodeMarkdown(SourceFile file, ParseLimits limits) {
        return bounded(file, limits, decode(file));
    }

    /** Decodes HTML, which may declare its charset. */
    static String decodeHtml(SourceFile file, ParseLimits limits) {
        return bounded(file, limits, decode(file, declared(sample(file.bytes())), true));
    }

    private static String bounded(SourceFile file, ParseLimits limits, String markup) {
        if (markup.length() > limits.maxMarkupCharacters()) {
            throw file.failure(
                    Reason.LIMIT, "it has more than " + limits.maxMarkupCharacters() + " characters of markup");
        }
        return markup;
    }

    private static String decode(SourceFile file, Optional<Charset> declared, boolean markup) {
        byte[] bytes = file.bytes();
        if (file.startsWith("\u00EF\u00BB\u00BF")) {
            return new String(bytes, UTF_8);
        }
        return strictly(bytes, declared)
                .or(() -> strictly(bytes, Optional.of(UTF_8)))
                .orElseGet(() -> new String(bytes, guess(file, markup)));
    }

    private static Charset guess(SourceFile file, boolean markup) {
        byte[] sample = sample(file.bytes());
        Optional<Charset> utf16 = utf16(sample);
        if (utf16.isPresent()) {
            return utf16.get();
        }
        if (contains(sample, (byte) 0)) {
            throw file.failure(Reason.CORRUPT, "it is neither text nor a known binary format");
        }
        CharsetDetector detector = new CharsetDetector(SAMPLE_BYTES);
        detector.enableInputFilter(markup);
        boolean ascii = hasAsciiSpaces(sample);
        for (CharsetMatch match : detector.setText(sample).detectAll()) {
            Optional<Charset> charset = named(match.getNormalizedName());
            if (match.getConfidence() >= MIN_CONFIDENCE
                    && charset.isPresent()
                    && isAsciiBased(charset.get()) == ascii) {
                return charset.get();
            }
        }
        return WINDOWS_1252;
    }

    private static Optional<String> strictly(byte[] bytes, Optional<Charset> charset) {
        if (charset.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(charset.get()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** UTF-16 with a mark, or without one where every other byte of Latin text is zero. */
    private static Optional<Charset> utf16(byte[] sample) {
        if (sample.length >= 2 && sample[0] == (byte) 0xFF && sample[1] == (byte) 0xFE) {
            return Optional.of(UTF_16LE);
        }
        if (sample.length >= 2 && sample[0] == (byte) 0xFE && sample[1] == (byte) 0xFF) {
            return Optional.of(UTF_16BE);
        }
        int[] zeros = new int[2];
        for (int i = 0; i < sample.length; i++) {
            zeros[i & 1] += sample[i] == 0 ? 1 : 0;
        }
        int half = sample.length / 2;
        if (zeros[1] > half / 2 && zeros[0] <= half / 20) {
            return Optional.of(UTF_16LE);
        }
        return zeros[0] > half / 2 && zeros[1] <= half / 20 ? Optional.of(UTF_16BE) : Optional.empty();
    }

    private static Optional<Charset> declared(byte[] sample) {
        Matcher matcher = DECLARATION.matcher(new String(sample, ISO_8859_1));
        // A declaration that can be read as ASCII is not one of UTF-16, whatever it says.
        return matcher.find()
                ? named(matcher.group(1)).filter(charset -> !charset.name().startsWith("UTF-16"))
                : Optional.empty();
    }

    /** As browsers do, takes Latin-1 for windows-1252, which has quotation marks where Latin-1 has controls. */
    private static Optional<Charset> named(String name) {
        try {
            Charset charset = Charset.forName(name);
            return Optional.of(charset.equals(ISO_8859_1) ? WINDOWS_1252 : charset);
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    private static byte[] sample(byte[] bytes) {
        return bytes.length <= SAMPLE_BYTES ? bytes : Arrays.copyOf(bytes, SAMPLE_BYTES);
    }

    /** The space of EBCDIC is the at sign of ASCII, which is never the more frequent of the two. */
    private static boolean hasAsciiSpaces(byte[] sample) {
        int balance = 0;
        for (byte b : sample) {
            balance += b == ' ' ? 1 : b == '@' ? -1 : 0;
        }
        return balance >= 0;
    }

    private static boolean isAsciiBased(Charset charset) {
        return "a".equals(new String(new byte[] {'a'}, charset));
    }

    private static boolean contains(byte[] bytes, byte value) {
        for (byte b : bytes) {
            if (b == value) {
                return true;
            }
        }
        return false;
    }
}
