package io.vecstore.internal.fields;

import io.vecstore.FieldPath;
import io.vecstore.internal.io.BinaryWriter;
import io.vecstore.internal.io.SectionWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/** Writes the body of a {@link FieldsFile} from the rows that the sources keep. */
public final class FieldsWriter {

    static final int FORMAT = 2;
    static final int DIRECTORY = 0;

    private final List<FieldsSource> sources;
    private final FieldLimits limits;
    private final SectionWriter sections;
    private int nextSection = DIRECTORY + 1;

    private FieldsWriter(List<FieldsSource> sources, FieldLimits limits, SectionWriter sections) {
        this.sources = sources;
        this.limits = limits;
        this.sections = sections;
    }

    /** Writes the index of {@code recordCount} rows; new ordinals ascend from source to source. */
    public static void write(BinaryWriter out, List<FieldsSource> sources, int recordCount) {
        write(out, sources, recordCount, FieldLimits.DEFAULT);
    }

    static void write(BinaryWriter out, List<FieldsSource> sources, int recordCount, FieldLimits limits) {
        SectionWriter sections = new SectionWriter(out);
        new FieldsWriter(sources, limits, sections).write(recordCount);
        sections.finish();
    }

    private record Field(FieldPath path, boolean indexed, List<ColumnWriter.Entry> columns) {

        void write(BinaryWriter out) {
            out.writeVarInt(path.keys().size());
            path.keys().forEach(out::writeString);
            out.writeByte(indexed ? 1 : 0);
            out.writeVarInt(columns.size());
            columns.forEach(column -> column.write(out));
        }
    }

    private void write(int recordCount) {
        Set<FieldPath> all = new LinkedHashSet<>();
        sources.forEach(source -> all.addAll(source.index().paths()));
        boolean complete = all.size() <= limits.paths()
                && sources.stream().allMatch(source -> source.index().isComplete());
        List<Field> fields = all.stream()
                .limit(limits.paths())
                .sorted(Comparator.comparing(FieldPath::toString))
                .map(this::writeField)
                .filter(field ->
                        !complete || !field.indexed() || !field.columns().isEmpty())
                .toList();
        BinaryWriter directory = BinaryWriter.toMemory();
        directory.writeInt(FORMAT);
        directory.writeInt(recordCount);
        directory.writeByte(complete ? 1 : 0);
        directory.writeVarInt(fields.size());
        fields.forEach(field -> field.write(directory));
        CRC32C checksum = new CRC32C();
        checksum.update(directory.array(), 0, (int) directory.position());
        directory.writeInt((int) checksum.getValue());
        sections.section(DIRECTORY, out -> out.writeBytes(directory.toByteArray()));
    }

    private Field writeField(FieldPath path) {
        List<ColumnWriter.Entry> columns = new ArrayList<>();
        boolean indexed = sources.stream().allMatch(source -> source.index().isIndexed(path)) && isWithinLimits(path);
        if (indexed) {
            for (FieldKind kind : FieldKind.values()) {
                List<ColumnWriter.Input> inputs = inputs(path, kind);
                if (!inputs.isEmpty()) {
                    columns.addAll(ColumnWriter.write(sections, nextSection, kind, inputs));
                    nextSection += ColumnWriter.SECTIONS;
                }
            }
        }
        return new Field(path, indexed, columns);
    }

    private boolean isWithinLimits(FieldPath path) {
        for (FieldKind kind : FieldKind.values()) {
            long keyBytes = 0;
            long ordinals = 0;
            for (ColumnWriter.Input input : inputs(path, kind)) {
                keyBytes += input.column().keyBytes();
                ordinals += input.column().ordinalCount();
            }
            if (keyBytes > limits.columnKeyBytes() || ordinals > limits.columnOrdinals()) {
                return false;
            }
        }
        return true;
    }

    private List<ColumnWriter.Input> inputs(FieldPath path, FieldKind kind) {
        List<ColumnWriter.Input> inputs = new ArrayList<>();
        for (FieldsSource source : sources) {
            Column column = source.index().column(path, kind);
            if (column != null) {
                inputs.add(new ColumnWriter.Input(column, source.newOrdinals()));
            }
        }
        return inputs;
    }
}
