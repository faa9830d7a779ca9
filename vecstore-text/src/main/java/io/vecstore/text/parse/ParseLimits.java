package io.vecstore.text.parse;

import java.time.Duration;

/**
 * What one file may cost. Reaching {@link #maxEmbedded()} or {@link #maxNesting()} leaves out the attachments
 * beyond and counts them in the metadata; reaching any other limit fails the file. Immutable.
 */
public final class ParseLimits {
    /** 100 MiB: a thick illustrated PDF. */
    public static final int DEFAULT_MAX_INPUT_BYTES = 100 << 20;

    /** 256 MiB: a worksheet of a million rows. */
    public static final long DEFAULT_MAX_EXPANDED_BYTES = 256L << 20;

    /** 20 million characters: about 7,000 pages. */
    public static final int DEFAULT_MAX_CHARACTERS = 20_000_000;

    /** 5 million characters: a thousand pages and more. The worst of them was parsed in a heap of 2 GiB. */
    public static final int DEFAULT_MAX_MARKUP_CHARACTERS = 5_000_000;

    /** A hundred attachments. */
    public static final int DEFAULT_MAX_EMBEDDED = 100;

    /** A mail attached to a mail, with a document in which a sheet is embedded. */
    public static final int DEFAULT_MAX_NESTING = 4;

    /** A minute. */
    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(60);

    private static final int MAX_ARRAY_LENGTH = Integer.MAX_VALUE - 16;

    private final int maxInputBytes;
    private final long maxExpandedBytes;
    private final int maxCharacters;
    private final int maxMarkupCharacters;
    private final int maxEmbedded;
    private final int maxNesting;
    private final Duration timeLimit;

    private ParseLimits(Builder builder) {
        this.maxInputBytes = (int) atLeast(1, builder.maxInputBytes, "maxInputBytes");
        if (maxInputBytes > MAX_ARRAY_LENGTH) {
            throw new IllegalArgumentException("maxInputBytes is " + maxInputBytes
                    + ", but a file is held in one array: " + MAX_ARRAY_LENGTH + " at most");
        }
        this.maxExpandedBytes = atLeast(1, builder.maxExpandedBytes, "maxExpandedBytes");
        this.maxCharacters = (int) atLeast(1, builder.maxCharacters, "maxCharacters");
        this.maxMarkupCharacters = (int) atLeast(1, builder.maxMarkupCharacters, "maxMarkupCharacters");
        this.maxEmbedded = (int) atLeast(0, builder.maxEmbedded, "maxEmbedded");
        this.maxNesting = (int) atLeast(0, builder.maxNesting, "maxNesting");
        atLeast(1, builder.timeLimit.toMillis(), "timeLimit in milliseconds");
        this.timeLimit = builder.timeLimit;
    }

    /** The {@code DEFAULT_} constants. */
    public static ParseLimits defaults() {
        return builder().build();
    }

    /** Starts from the {@code DEFAULT_} constants. */
    public static Builder builder() {
        return new Builder();
    }

    /** The size of the file in bytes. It is held in memory while it is parsed. */
    public int maxInputBytes() {
        return maxInputBytes;
    }

    /**
     * What the compressed parts of a ZIP-based or PDF file may expand to, all together, in bytes; images inside
     * PDF files do not count, they are not expanded.
     */
    public long maxExpandedBytes() {
        return maxExpandedBytes;
    }

    /** The extracted text, in UTF-16 units. */
    public int maxCharacters() {
        return maxCharacters;
    }

    /** The source of a Markdown or HTML file, in UTF-16 units: it becomes a tree in memory, many times its size. */
    public int maxMarkupCharacters() {
        return maxMarkupCharacters;
    }

    /** The number of embedded documents (attachments) that are read. */
    public int maxEmbedded() {
        return maxEmbedded;
    }

    /** How deep documents may be embedded in each other: 0 reads no attachments, 1 reads them but not theirs. */
    public int maxNesting() {
        return maxNesting;
    }

    /** Wall-clock time. */
    public Duration timeLimit() {
        return timeLimit;
    }

    @Override
    public String toString() {
        return "ParseLimits[maxInputBytes=" + maxInputBytes + ", maxExpandedBytes=" + maxExpandedBytes
                + ", maxCharacters=" + maxCharacters + ", maxMarkupCharacters="
                + maxMarkupCharacters + ", maxEmbedded=" + maxEmbedded + ", maxNesting=" + maxNesting
                + ", timeLimit=" + timeLimit + "]";
    }

    private static long atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", but must be at least " + least);
        }
        return value;
    }

    /** Changes single limits; see the accessors of {@link ParseLimits} for what each means. Not thread-safe. */
    public static final class Builder {
        private int maxInputBytes = DEFAULT_MAX_INPUT_BYTES;
        private long maxExpandedBytes = DEFAULT_MAX_EXPANDED_BYTES;
        private int maxCharacters = DEFAULT_MAX_CHARACTERS;
        private int maxMarkupCharacters = DEFAULT_MAX_MARKUP_CHARACTERS;
        private int maxEmbedded = DEFAULT_MAX_EMBEDDED;
        private int maxNesting = DEFAULT_MAX_NESTING;
        private Duration timeLimit = DEFAULT_TIME_LIMIT;

        private Builder() {}

        /** At least 1, and 2 GiB at most. */
        public Builder maxInputBytes(int bytes) {
            this.maxInputBytes = bytes;
            return this;
        }

        /** At least 1. */
        public Builder maxExpandedBytes(long bytes) {
            this.maxExpandedBytes = bytes;
            return this;
        }

        /** At least 1. */
        public Builder maxCharacters(int characters) {
            this.maxCharacters = characters;
            return this;
        }

        /** At least 1. */
        public Builder maxMarkupCharacters(int characters) {
            this.maxMarkupCharacters = characters;
            return this;
        }

        /** At least 0. */
        public Builder maxEmbedded(int documents) {
            this.maxEmbedded = documents;
            return this;
        }

        /** At least 0. */
        public Builder maxNesting(int depth) {
            this.maxNesting = depth;
            return this;
        }

        /** At least a millisecond. */
        public Builder timeLimit(Duration limit) {
            this.timeLimit = limit;
            return this;
        }

        /**
         * The limits.
         *
         * @throws IllegalArgumentException if one is too small
         */
        public ParseLimits build() {
            return new ParseLimits(this);
        }
    }
}
