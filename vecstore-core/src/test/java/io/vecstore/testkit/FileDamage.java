package io.vecstore.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What may happen to a file that nobody has open. */
public enum FileDamage {
    EMPTIED,
    CUT_IN_THE_HEADER,
    CUT_AFTER_THE_HEADER,
    CUT_IN_THE_MIDDLE,
    CUT_BY_ONE_BYTE,
    EXTENDED_BY_ZEROS,
    EXTENDED_BY_ITSELF,
    DELETED,
    SWAPPED;

    /** One of each kind of damage, for what takes long. */
    public static final Set<FileDamage> SAMPLE = Set.of(CUT_IN_THE_MIDDLE, EXTENDED_BY_ZEROS, DELETED, SWAPPED);

    private static final int IN_THE_HEADER = 37;
    private static final int AFTER_THE_HEADER = 70;
    private static final int ZEROS = 4096;

    /**
     * Damages the first of {@code files}.
     *
     * @return false if it takes a second file of the type and there is none
     */
    public boolean applyTo(List<Path> files) throws IOException {
        Path file = files.getFirst();
        byte[] bytes = Files.readAllBytes(file);
        int length = bytes.length;
        switch (this) {
            case EMPTIED -> cut(file, bytes, 0);
            case CUT_IN_THE_HEADER -> cut(file, bytes, IN_THE_HEADER);
            case CUT_AFTER_THE_HEADER -> cut(file, bytes, AFTER_THE_HEADER);
            case CUT_IN_THE_MIDDLE -> cut(file, bytes, length / 2);
            case CUT_BY_ONE_BYTE -> cut(file, bytes, length - 1);
            case EXTENDED_BY_ZEROS -> cut(file, bytes, length + ZEROS);
            case EXTENDED_BY_ITSELF -> {
                byte[] twice = Arrays.copyOf(bytes, 2 * length);
                System.arraycopy(bytes, 0, twice, length, length);
                Files.write(file, twice);
            }
            case DELETED -> Files.delete(file);
            case SWAPPED -> {
                return swap(files);
            }
        }
        return true;
    }

    /** Beyond the length of {@code bytes} come zeros. */
    private static void cut(Path file, byte[] bytes, int length) throws IOException {
        Files.write(file, Arrays.copyOf(bytes, length));
    }

    private static boolean swap(List<Path> files) throws IOException {
        if (files.size() < 2) {
            return false;
        }
        byte[] first = Files.readAllBytes(files.get(0));
        Files.write(files.get(0), Files.readAllBytes(files.get(1)));
        Files.write(files.get(1), first);
        return true;
    }
}
