package io.vecstore.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a power cut may leave of a {@link SimulatedDisk}: every subset of what is not synced while that is little; else
 * all states in order of time, each effect alone lost or alone kept (a sample of them, if there are more than a hundred
 * effects), and random subsets. Beside those, the newest writes
 * torn at sectors of 512 and pages of 4,096 bytes from either end, with and without the file's new length, and as nothing
 * but zeros.
 */
public final class CrashImages {

    private static final int FULL_ENUMERATION = 4;
    private static final int RANDOM_SUBSETS = 6;
    private static final int MANY_EFFECTS = 100;
    private static final int BORDERS_OF_MANY = 3;
    private static final int TORN_WRITES = 2;
    private static final int TEARS = 3;
    private static final int SECTOR = 512;
    private static final int PAGE = 4_096;

    private final Random random;
    private final Set<String> seen = new HashSet<>();

    public CrashImages(Random random) {
        this.random = random;
    }

    /** Hands every image to {@code visitor} that it has not yet seen together with {@code context}. */
    public void forEach(SimulatedDisk disk, Object context, Consumer<SimulatedDisk> visitor) {
        List<Effect> effects = disk.pending();
        for (Map<Effect, Effect.Outcome> fate : fates(effects)) {
            SimulatedDisk image = disk.after(effect -> fate.getOrDefault(effect, Effect.Outcome.KEPT));
            if (seen.add(context + " " + digest(image))) {
                visitor.accept(image);
            }
        }
    }

    private List<Map<Effect, Effect.Outcome>> fates(List<Effect> effects) {
        List<Map<Effect, Effect.Outcome>> fates = new ArrayList<>();
        int count = effects.size();
        if (count <= FULL_ENUMERATION) {
            for (int mask = 0; mask < 1 << count; mask++) {
                int kept = mask;
                fates.add(dropping(effects, i -> (kept >> i & 1) == 0));
            }
        } else {
            for (int border : borders(count)) {
                fates.add(dropping(effects, j -> j >= border));
                fates.add(dropping(effects, j -> j == border));
                fates.add(dropping(effects, j -> j != border));
            }
            for (int i = 0; i < RANDOM_SUBSETS; i++) {
                fates.add(dropping(effects, j -> random.nextBoolean()));
            }
        }
        effects.reversed().stream()
                .filter(Effect.Write.class::isInstance)
                .limit(TORN_WRITES)
                .forEach(write -> tears((Effect.Write) write).forEach(tear -> fates.add(Map.of(write, tear))));
        return fates;
    }

    /** All places between effects; some, where a file is written in so many small pieces that all would never end. */
    private int[] borders(int count) {
        return count <= MANY_EFFECTS
                ? IntStream.rangeClosed(0, count).toArray()
                : random.ints(BORDERS_OF_MANY, 0, count + 1).toArray();
    }

    private static Map<Effect, Effect.Outcome> dropping(List<Effect> effects, IntPredicate dropped) {
        Map<Effect, Effect.Outcome> fate = new HashMap<>();
        for (int i = 0; i < effects.size(); i++) {
            if (dropped.test(i)) {
                fate.put(effects.get(i), Effect.Outcome.DROPPED);
            }
        }
        return fate;
    }

    private List<Effect.Outcome> tears(Effect.Write write) {
        List<Effect.Outcome> tears = new ArrayList<>(List.of(Effect.Outcome.ZEROS));
        for (int unit : new int[] {SECTOR, PAGE}) {
            int first = unit - write.offset() % unit;
            int borders = write.bytes().length <= first ? 0 : 1 + (write.bytes().length - first - 1) / unit;
            for (int i = 0; i < Math.min(TEARS, borders); i++) {
                int at = first + unit * (borders <= TEARS ? i : random.nextInt(borders));
                tears.add(new Effect.Outcome(0, at, false));
                tears.add(new Effect.Outcome(0, at, true));
                tears.add(new Effect.Outcome(at, write.bytes().length, true));
            }
        }
        return tears;
    }

    private static String digest(SimulatedDisk image) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            image.contents().forEach((path, bytes) -> {
                sha.update(path.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
                sha.update(bytes);
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
