package io.vecstore;

import io.vecstore.error.InvalidRequestException;

/** In which form the index of a collection holds vectors, beside the float32 ones that every final score is made from. */
public sealed interface Quantizer {

    /**
     * The fast one, and the default: beside each neighbor's number lies its code of 1, 2 or 4 bits a component relative
     * to the node, so that a step through the graph is one access to memory and scores 32 neighbors at once.
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

    /** {@link Inlined} with the bits that suit the dimension. */
    static Quantizer fast() {
        return new Inlined(Inlined.BY_DIMENSION);
    }

    /** {@link Inlined} with 1, 2 or 4 bits. */
    static Quantizer fast(int bits) {
        return new Inlined(bits);
    }
}
