package io.vecstore.internal.model;

import io.vecstore.VectorRecord;
import io.vecstore.error.InvalidRequestException;
import java.util.Locale;

/** The checks that ids, texts and vectors pass before anything else sees them. */
public final class Texts {

    private Texts() {}

    /** Returns {@code id} if it can be one. */
    public static String requireId(String id, String what) {
        if (id.isEmpty()) {
            throw new InvalidRequestException(what + " is empty; give it at least one character");
        }
        return requireText(id, VectorRecord.MAX_ID_LENGTH, what);
    }

    /** Returns {@code text} if it is at most {@code maxLength} units of valid Unicode. */
    public static String requireText(String text, int maxLength, String what) {
        if (text.length() > maxLength) {
            throw new InvalidRequestException(
                    what + " has " + text.length() + " characters, at most " + maxLength + " are allowed");
        }
        int at = loneSurrogate(text);
        if (at >= 0) {
            throw new InvalidRequestException(what + " holds a lone surrogate (U+"
                    + Integer.toHexString(text.charAt(at)).toUpperCase(Locale.ROOT) + ") at index " + at
                    + ", which is not valid Unicode; remove or replace it");
        }
        return text;
    }

    /** The index of the first surrogate that has no partner, or -1. */
    public static int loneSurrogate(String text) {
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }

    /** Returns {@code vector} if its length is allowed and all its numbers are finite. */
    public static float[] requireVector(float[] vector, String what) {
        if (vector.length == 0 || vector.length > VectorRecord.MAX_DIMENSION) {
            throw new InvalidRequestException("vector of " + what + " has dimension " + vector.length
                    + ", allowed are 1 to " + VectorRecord.MAX_DIMENSION);
        }
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new InvalidRequestException("vector of " + what + " holds " + vector[i] + " at index " + i
                        + ", which has no place in a distance; replace it");
            }
        }
        return vector;
    }
}
