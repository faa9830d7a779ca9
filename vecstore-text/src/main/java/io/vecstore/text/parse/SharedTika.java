package io.vecstore.text.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.apache.tika.config.TikaConfig;
import org.apache.tika.detect.Detector;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** The one Tika of this process: making another costs 10 to 20 ms, using it from many threads is fine. */
final class SharedTika {
    private static final MediaType WORD =
            MediaType.application("vnd.openxmlformats-officedocument.wordprocessingml.document");

    private static final TikaConfig CONFIG = TikaConfig.getDefaultConfig();
    private static final Detector DETECTOR = CONFIG.getDetector();
    private static final AutoDetectParser PARSER = new AutoDetectParser(CONFIG);
    private static final Set<MediaType> READABLE = Set.copyOf(PARSER.getSupportedTypes(new ParseContext()));

    private SharedTika() {}

    static MediaTypeRegistry registry() {
        return CONFIG.getMediaTypeRegistry();
    }

    static MediaType detect(InputStream stream, Metadata metadata) throws IOException {
        return DETECTOR.detect(stream, metadata).getBaseType();
    }

    /** Whether one of Tika's parsers on the class path reads this type, or one that it is a kind of. */
    static boolean reads(MediaType type) {
        for (MediaType t = type;
                t != null && !t.equals(MediaType.TEXT_PLAIN);
                t = registry().getSupertype(t)) {
            if (READABLE.contains(t)) {
                return true;
            }
        }
        return false;
    }

    /** Says what to do where a parser is missing that this artifact brings; empty where none is. */
    static String hintAtMissingParsers() {
        return READABLE.contains(WORD)
                ? ""
                : " (Tika's parsers are not on the class path, or not resolved: use --add-modules ALL-MODULE-PATH)";
    }

    static void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        PARSER.parse(stream, handler, metadata, context);
    }
}
