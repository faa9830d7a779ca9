package io.vecstore.internal.segment;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names, kinds and sections of a segment's files. {@code <number>.segment} is the truth; {@code <number>.postings},
 * {@code <number>.fields} and {@code <number>.graph} are derived from it; {@code <number>.live-<generation>} lists deleted ordinals and is truth as well.
 */
final class SegmentFiles {

    static final String SEGMENT_KIND = "SEGM";
    static final String LIVE_KIND = "LIVE";

    /** What a file is called until it is complete. */
    static final String TEMPORARY = ".tmp";

    private static final Pattern NAME = Pattern.compile(
            "([0-9]{1,18})\\.(?:segment|postings|fields|graph|live-[0-9]{1,18})(?:\\.tmp(?:-[0-9]{1,9})?)?");

    static final int INFO = 0;
    static final int VECTORS = 1;
    static final int PARENT_KEYS = 2;
    static final int PARENT_CHUNKS = 3;
    static final int RECORDS = 10;
    static final int DOCUMENTS = 20;

    static final int INFO_RECORDS_EXPIRE = 1;
    static final int INFO_RECORDS_SOFT_DELETED = 2;

    private SegmentFiles() {}

    static Path segment(Path directory, long number) {
        return directory.resolve(number + ".segment");
    }

    static Path postings(Path directory, long number) {
        return directory.resolve(number + ".postings");
    }

    static Path fields(Path directory, long number) {
        return directory.resolve(number + ".fields");
    }

    static Path graph(Path directory, long number) {
        return directory.resolve(number + ".graph");
    }

    static Path live(Path directory, long number, long generation) {
        return directory.resolve(number + ".live-" + generation);
    }

    /** The segment that a file of this name would belong to; empty for what is not a segment's file. */
    static OptionalLong numberOf(String fileName) {
        Matcher matcher = NAME.matcher(fileName);
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }

    /** Whether a file of this name is a list of deletions of the segment, of whatever generation. */
    static boolean isLiveDocs(long number, String fileName) {
        return fileName.startsWith(number + ".live-") && numberOf(fileName).isPresent();
    }

    /** Whether the segment as {@code ref} describes it uses the file of this name. */
    static boolean isOf(SegmentRef ref, String fileName) {
        return fileName.equals(ref.number() + ".segment")
                || fileName.equals(ref.number() + ".postings")
                || fileName.equals(ref.number() + ".fields")
                || fileName.equals(ref.number() + ".graph")
                || fileName.equals(ref.number() + ".live-" + ref.liveGeneration());
    }
}
