package io.vecstore.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A file or folder of a {@link SimulatedDisk}: as it looks, as it was synced, and what was done in between. */
sealed interface DiskNode {

    /** What was done since the last sync. */
    List<Effect> pending();

    /** Has all that was done survive. */
    void sync();

    /** As a power cut leaves it. */
    DiskNode after(Function<Effect, Effect.Outcome> fate);

    /** Bytes under a name, or several. */
    final class FileNode implements DiskNode {
        private final List<Effect> pending = new ArrayList<>();
        private byte[] durable = new byte[0];
        private byte[] current = durable;

        byte[] bytes() {
            return current;
        }

        void apply(Effect effect) {
            current = apply(current, effect, Effect.Outcome.KEPT);
            pending.add(effect);
        }

        @Override
        public List<Effect> pending() {
            return pending;
        }

        @Override
        public void sync() {
            durable = current;
            pending.clear();
        }

        @Override
        public FileNode after(Function<Effect, Effect.Outcome> fate) {
            byte[] left = durable;
            for (Effect effect : pending) {
                left = apply(left, effect, fate.apply(effect));
            }
            FileNode node = new FileNode();
            node.durable = left;
            node.current = left;
            return node;
        }

        private static byte[] apply(byte[] bytes, Effect effect, Effect.Outcome outcome) {
            return switch (effect) {
                case Effect.Cut(long _, int length) -> outcome.whole() ? Arrays.copyOf(bytes, length) : bytes;
                case Effect.Write(long _, int offset, byte[] written) -> {
                    int to = Math.min(outcome.to(), written.length);
                    int end = outcome.whole() ? offset + written.length : to > outcome.from() ? offset + to : 0;
                    byte[] result = Arrays.copyOf(bytes, Math.max(bytes.length, end));
                    if (to > outcome.from()) {
                        System.arraycopy(written, outcome.from(), result, offset + outcome.from(), to - outcome.from());
                    }
                    yield result;
                }
                case Effect.Link _, Effect.Unlink _, Effect.Rename _ -> throw new AssertionError(effect);
            };
        }
    }

    /** Names. */
    final class FolderNode implements DiskNode {
        private final List<Effect> pending = new ArrayList<>();
        private Map<String, DiskNode> durable = Map.of();
        private final Map<String, DiskNode> current = new TreeMap<>();

        Map<String, DiskNode> entries() {
            return current;
        }

        void apply(Effect effect) {
            apply(current, effect);
            pending.add(effect);
        }

        @Override
        public List<Effect> pending() {
            return pending;
        }

        @Override
        public void sync() {
            durable = Map.copyOf(current);
            pending.clear();
        }

        @Override
        public FolderNode after(Function<Effect, Effect.Outcome> fate) {
            FolderNode node = new FolderNode();
            node.current.putAll(durable);
            for (Effect effect : pending) {
                if (fate.apply(effect).whole()) {
                    apply(node.current, effect);
                }
            }
            node.current.replaceAll((name, child) -> child.after(fate));
            node.sync();
            return node;
        }

        private static void apply(Map<String, DiskNode> entries, Effect effect) {
            switch (effect) {
                case Effect.Link(long _, String name, DiskNode node) -> entries.put(name, node);
                case Effect.Unlink(long _, String name) -> entries.remove(name);
                case Effect.Rename(long _, String from, String to, DiskNode node) -> {
                    entries.remove(from);
                    entries.put(to, node);
                }
                case Effect.Write _, Effect.Cut _ -> throw new AssertionError(effect);
            }
        }
    }
}
