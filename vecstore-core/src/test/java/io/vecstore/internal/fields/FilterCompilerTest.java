package io.vecstore.internal.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vecstore.FieldPath;
import io.vecstore.Metadata;
import io.vecstore.error.CorruptDataException;
import io.vecstore.filter.Filter;
import io.vecstore.filter.FilterEvaluator;
import io.vecstore.filter.RandomFilters;
import io.vecstore.internal.io.FileStorage;
import io.vecstore.internal.io.FramedFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Filters as bitmaps over indexes in memory, in files and merged ones, against the evaluator. */
class FilterCompilerTest {

    private static final long SEED = Long.getLong("vecstore.seed", 20261125);
    private static final UUID OWNER = new UUID(1, 2);
    private static final FieldLimits NARROW = new FieldLimits(5, 2, 1L << 20, 1L << 20);

    @TempDir
    Path folder;

    private final Arena arena = Arena.ofShared();
    private int files;

    @AfterEach
    void unmap() {
        arena.close();
    }

    /** An index and the rows that it was made of. */
    private record Indexed(FieldIndex index, List<Metadata> rows) {}

    @Test
    void compile_randomFilters_equalsTheEvaluator() {
        System.out.println("FilterCompilerTest seed " + SEED);
        Random random = new Random(SEED);
        RandomFilters filters = new RandomFilters(random);
        for (int round = 0; round < 24; round++) {
            FieldLimits limits = round % 4 == 0 ? NARROW : FieldLimits.DEFAULT;
            Indexed first = inMemory(filters, random.nextInt(200), limits);
            Indexed second = inMemory(filters, random.nextInt(50), limits);
            Indexed written = merge(List.of(first, second), random, limits);
            Indexed again = merge(List.of(written, merge(List.of(second), random, limits)), random, limits);
            for (int i = 0; i < 50; i++) {
                Filter filter = filters.filter(4);
                for (Indexed each : List.of(first, second, written, again)) {
                    check(each, filter);
                }
            }
        }
    }

    private static void check(Indexed indexed, Filter filter) {
        int[] expected = IntStream.range(0, indexed.index().ordinalLimit())
                .filter(ordinal -> FilterEvaluator.test(filter, indexed.rows().get(ordinal)))
                .toArray();
        assertThat(compiler(indexed).compile(filter).toArray())
                .as("%s, seed %d", filter, SEED)
                .containsExactly(expected);
    }

    private static FilterCompiler compiler(Indexed indexed) {
        return new FilterCompiler(
                indexed.index(),
                (filter, ordinal) -> FilterEvaluator.test(filter, indexed.rows().get(ordinal)));
    }

    @Test
    void compile_overAnIndexedPath_evaluatesNothing() {
        Indexed rows = inMemory(IntStream.range(0, 100)
                .mapToObj(i -> Metadata.of("a", i, "b", "x" + i))
                .toList());
        FilterCompiler compiler = compiler(rows);
        assertThat(compiler.compile(Filter.parse("a < 10 AND NOT b = 'x3' OR a >= 99 OR missing = 1"))
                        .getCardinality())
                .isEqualTo(10);
        assertThat(compiler.evaluated()).isZero();
    }

    @Test
    void compile_overAPathThatIsNotIndexed_evaluatesWhatTheRestLeaves() {
        String tooLong = "x".repeat(FieldLimits.KEY_BYTES + 1);
        Indexed rows = inMemory(IntStream.range(0, 100)
                .mapToObj(i -> Metadata.of("a", i, "b", i == 50 ? tooLong : "x"))
                .toList());
        assertThat(rows.index().isIndexed(FieldPath.of("b"))).isFalse();
        FilterCompiler and = compiler(rows);
        assertThat(and.compile(Filter.parse("b = 'x' AND a >= 50 AND a < 60")).toArray())
                .containsExactly(51, 52, 53, 54, 55, 56, 57, 58, 59);
        assertThat(and.evaluated()).isEqualTo(10);
        FilterCompiler nested = compiler(rows);
        assertThat(nested.compile(Filter.parse("(b = 'x' AND a < 60) AND a >= 50"))
                        .getCardinality())
                .isEqualTo(9);
        assertThat(nested.evaluated()).isEqualTo(10);
        FilterCompiler or = compiler(rows);
        assertThat(or.compile(Filter.parse("b = 'x' OR a >= 10")).getCardinality())
                .isEqualTo(100);
        assertThat(or.evaluated()).isEqualTo(10);
    }

    @Test
    void add_morePathsThanTheLimit_leavesTheOthersToTheEvaluator() {
        Map<String, Integer> many = new LinkedHashMap<>();
        for (int i = 0; i < FieldLimits.PATHS + 1; i++) {
            many.put("p" + i, i);
        }
        Indexed rows = inMemory(List.of(Metadata.of("p0", 1), Metadata.from(many)));
        assertThat(rows.index().isIndexed(FieldPath.of("p0"))).isTrue();
        assertThat(rows.index().isIndexed(FieldPath.of("p" + FieldLimits.PATHS)))
                .isFalse();
        assertThat(rows.index().isIndexed(FieldPath.of("unknown"))).isFalse();
        Indexed written = merge(List.of(rows), new Random(SEED), FieldLimits.DEFAULT);
        assertThat(written.index().isComplete()).isFalse();
        assertThat(written.index().paths()).hasSize(FieldLimits.PATHS);
    }

    @Test
    void write_moreThanAColumnTakes_leavesThePathToTheEvaluator() {
        List<Metadata> rows = IntStream.range(0, 20)
                .mapToObj(i -> Metadata.of("a", i, "b", i % 2))
                .toList();
        Indexed source = inMemory(rows);
        FieldLimits keys = new FieldLimits(10, 100, 19 * 8, 100);
        assertThat(merge(List.of(source), new Random(SEED), keys).index().isIndexed(FieldPath.of("a")))
                .isFalse();
        assertThat(merge(List.of(source), new Random(SEED), keys).index().isIndexed(FieldPath.of("b")))
                .isTrue();
        FieldLimits ordinals = new FieldLimits(10, 100, 1000, 19);
        assertThat(merge(List.of(source), new Random(SEED), ordinals).index().isIndexed(FieldPath.of("b")))
                .isFalse();
    }

    @Test
    void view_ofAGrowingIndex_doesNotSeeNewerRows() {
        MemoryFields fields = new MemoryFields();
        for (int i = 0; i < 10; i++) {
            fields.add(i, Metadata.of("a", i % 2));
        }
        MemoryFields.View view = fields.view(5);
        FilterCompiler compiler = new FilterCompiler(view, (filter, ordinal) -> {
            throw new AssertionError(filter + " is indexed");
        });
        assertThat(compiler.compile(Filter.eq("a", 0)).toArray()).containsExactly(0, 2, 4);
        assertThat(compiler.compile(Filter.ne("a", 0)).toArray()).containsExactly(1, 3);
    }

    /** So few rows that they are sorted instead of marked. */
    @Test
    void view_ofAGrowingIndex_doesNotSeeNewerRowsOfARareValue() {
        MemoryFields fields = new MemoryFields();
        for (int i = 0; i < 2_000; i++) {
            fields.add(i, Metadata.of("a", i % 500));
        }
        FilterCompiler compiler = new FilterCompiler(fields.view(1_200), (filter, ordinal) -> {
            throw new AssertionError(filter + " is indexed");
        });
        assertThat(compiler.compile(Filter.eq("a", 100)).toArray()).containsExactly(100, 600, 1_100);
        assertThat(compiler.compile(Filter.in("a", 300, 100)).toArray()).containsExactly(100, 300, 600, 800, 1_100);
    }

    @Test
    void compile_halfASurrogatePair_isEvaluated() {
        Indexed rows = inMemory(List.of(Metadata.of("a", "?"), Metadata.of("a", "\ud83d\ude00")));
        FilterCompiler compiler = compiler(rows);
        assertThat(compiler.compile(Filter.eq("a", "\ud83d")).isEmpty()).isTrue();
        assertThat(compiler.compile(Filter.startsWith("a", "\ud83d")).toArray()).containsExactly(1);
        assertThat(compiler.evaluated()).isEqualTo(4);
    }

    @Test
    void file_withAnyByteChanged_isNoticed() throws IOException {
        Indexed source = inMemory(IntStream.range(0, 30)
                .mapToObj(i -> Metadata.of("a", i, "b", "x".repeat(i % 3), "c", i % 2 == 0))
                .toList());
        merge(List.of(source), new Random(SEED), FieldLimits.DEFAULT);
        Path path = folder.resolve("1.fields");
        byte[] good = Files.readAllBytes(path);
        Path copy = folder.resolve("copy");
        for (int at = FramedFile.HEADER_BYTES; at < good.length - FramedFile.FOOTER_BYTES; at++) {
            if (isPadding(good, at)) {
                continue;
            }
            byte[] bad = good.clone();
            bad[at] ^= 4;
            Files.write(copy, bad);
            assertThatThrownBy(() -> readAll(copy)).as("byte %d", at).isInstanceOf(CorruptDataException.class);
        }
    }

    /** Sections begin at multiples of 64; the zeros before that are nobody's. */
    private static boolean isPadding(byte[] file, int at) {
        int next = (at + 63) / 64 * 64;
        return IntStream.range(at, Math.min(next, file.length)).allMatch(i -> file[i] == 0);
    }

    private void readAll(Path path) {
        try (Arena own = Arena.ofConfined()) {
            FieldsFile file = FieldsFile.of(FramedFile.open(new FileStorage(), path, FieldsFile.KIND, OWNER, own));
            for (FieldPath field : file.paths()) {
                for (FieldKind kind : FieldKind.values()) {
                    Column column = file.column(field, kind);
                    if (column != null) {
                        column.keys(KeyRange.all(kind));
                    }
                }
            }
        }
    }

    @Test
    void rebuild_inRuns_equalsTheEvaluatorAndLeavesNothingBehind() throws IOException {
        Random random = new Random(SEED);
        RandomFilters filters = new RandomFilters(random);
        for (int count : new int[] {0, 1, 10, 20, 47}) {
            List<Metadata> rows =
                    IntStream.range(0, count).mapToObj(i -> filters.metadata()).toList();
            Path path = folder.resolve("rebuilt" + count);
            new FieldsRebuild(new FileStorage(), path, OWNER, rows::get, 10).write(count);
            FramedFile file = FramedFile.open(new FileStorage(), path, FieldsFile.KIND, OWNER, arena);
            for (int i = 0; i < 50; i++) {
                check(new Indexed(FieldsFile.of(file), rows), filters.filter(3));
            }
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).hasSize(5);
        }
    }

    private static Indexed inMemory(RandomFilters filters, int count, FieldLimits limits) {
        MemoryFields fields = new MemoryFields(limits);
        List<Metadata> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(filters.metadata());
            fields.add(i, rows.getLast());
        }
        return new Indexed(fields.view(count), rows);
    }

    private static Indexed inMemory(List<Metadata> rows) {
        MemoryFields fields = new MemoryFields();
        for (int i = 0; i < rows.size(); i++) {
            fields.add(i, rows.get(i));
        }
        return new Indexed(fields.view(rows.size()), rows);
    }

    /** Writes an index of most rows of the sources; with one source of all its rows. */
    private Indexed merge(List<Indexed> sources, Random random, FieldLimits limits) {
        List<FieldsSource> inputs = new ArrayList<>();
        List<Metadata> rows = new ArrayList<>();
        for (Indexed source : sources) {
            int[] newOrdinals = new int[source.rows().size()];
            for (int i = 0; i < newOrdinals.length; i++) {
                boolean dropped = sources.size() > 1 && random.nextInt(4) == 0;
                newOrdinals[i] = dropped ? FieldsSource.DROPPED : rows.size();
                if (!dropped) {
                    rows.add(source.rows().get(i));
                }
            }
            inputs.add(new FieldsSource(source.index(), newOrdinals));
        }
        Path path = folder.resolve(++files + ".fields");
        FramedFile.write(
                new FileStorage(),
                path,
                FieldsFile.KIND,
                OWNER,
                out -> FieldsWriter.write(out, inputs, rows.size(), limits));
        FramedFile file = FramedFile.open(new FileStorage(), path, FieldsFile.KIND, OWNER, arena);
        return new Indexed(FieldsFile.of(file), rows);
    }
}
