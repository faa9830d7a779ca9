package io.vecstore;

import io.vecstore.error.InvalidRequestException;

/**
 * In which form the graph of a collection holds vectors. Whatever it is, the float32 vectors are stored too, and every
 * score is made from them: a coarser form costs recall at a given efSearch, never a wrong score.
 *
 * <p>Bytes below are of the graph for each vector of d components with the default m; figures of recall and speed are in
 * {@code docs/benchmarks.md}.
 */
public sealed interface Quantizer {

    /**
     * The fast one, and the default: beside each neighbor's number lies its code of 1, 2 or 4 bits a component relative
     * to the node, so that a step through the graph is one access to memory and scores 32 neighbors at once. Takes
     * {@code d + 4 d bits + 448} bytes.
     *
     * @param bits 1, 2 or 4; {@value #BY_DIMENSION} for 4 up to 192 dimensions, 2 up to 512, 1 beyond
     */
    record Inlined(int bits) implements Quantizer {

        public static final int BY_DIMENSION = 0;
        private static final int LAST_WITH_4_BITS = 192;
        private static final int LAST_WITH_2_BITS = 512;

        /**
         * Checks the number of bits.
         *
         * @throws InvalidRequestException if it is another one
         */
        public Inlined {
            if (bits != BY_DIMENSION && bits != 1 && bits != 2 && bits != 4) {
                throw new InvalidRequestException(
                        "a code has " + bits + " bits, allowed are 1, 2, 4, or 0 to choose by dimension");
            }
        }

        /** The bits for vectors of {@code dimension} components. */
        public int bitsFor(int dimension) {
            if (bits != BY_DIMENSION) {
                return bits;
            }
            return dimension <= LAST_WITH_4_BITS ? 4 : dimension <= LAST_WITH_2_BITS ? 2 : 1;
        }
    }

    /**
     * One code of 4 or 8 bits a component for each vector, apart from the numbers of its neighbors: slower, because each
     * neighbor is an access to memory of its own, and small. Takes {@code d bits / 8 + 136} bytes.
     *
     * @param bits 4 or 8
     */
    record Scalar(int bits) implements Quantizer {

        /**
         * Checks the number of bits.
         *
         * @throws InvalidRequestException if it is another one
         */
        public Scalar {
            if (bits != 4 && bits != 8) {
                throw new InvalidRequestException("a scalar code has " + bits + " bits, allowed are 4 and 8");
            }
        }
    }

    /** One bit a component (RaBitQ). Takes {@code d / 8 + 136} bytes; wants a larger efSearch. */
    record Binary() implements Quantizer {}

    /**
     * Product quantization (Jegou et al., 2011): vectors are cut into parts of equal length, and of each part the nearest
     * of 256 centroids is kept, which are trained on the vectors of each segment. Takes {@code bytes + 128} bytes.
     *
     * @param bytes how many parts, 1 to {@value #MAX_BYTES} and at most half of the dimension; {@value #BY_DIMENSION} for
     *     an eighth of the dimension
     */
    record Product(int bytes) implements Quantizer {

        public static final int BY_DIMENSION = 0;
        public static final int MAX_BYTES = 1_024;

        /**
         * Checks the number of parts.
         *
         * @throws InvalidRequestException if it is out of range
         */
        public Product {
            if (bytes < 0 || bytes > MAX_BYTES) {
                throw new InvalidRequestException("a product code has " + bytes + " bytes, allowed are 1 to "
                        + MAX_BYTES + ", or 0 to choose by dimension");
            }
        }
    }

    /** No quantization: plain float32, as HNSW has it. Takes {@code 4 d + 128} bytes; the reference for the others. */
    record None() implements Quantizer {}

    /** {@link Inlined} with the bits that suit the dimension. */
    static Quantizer fast() {
        return new Inlined(Inlined.BY_DIMENSION);
    }

    /** {@link Inlined} with 1, 2 or 4 bits. */
    static Quantizer fast(int bits) {
        return new Inlined(bits);
    }

    /** {@link Scalar} with 4 bits: a twelfth of the bytes of {@link #fast} at 384 dimensions. */
    static Quantizer compact() {
        return new Scalar(4);
    }

    /** {@link Binary}. */
    static Quantizer binary() {
        return new Binary();
    }

    /** {@link Product} with an eighth of the dimension in bytes. */
    static Quantizer product() {
        return new Product(Product.BY_DIMENSION);
    }

    /** {@link None}. */
    static Quantizer none() {
        return new None();
    }
}
