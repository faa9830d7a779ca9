package io.vecstore.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes small ONNX models, so that tests run real ones whose answers can be computed by hand. It encodes the
 * few protobuf messages of <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>
 * that a graph needs; the numbers in the code are that file's field numbers. For one thread.
 */
public final class OnnxFile {
    /** Element types as TensorProto numbers them. */
    public enum ElementType {
        FLOAT(1),
        INT64(7),
        DOUBLE(11);

        private final int number;

        ElementType(int number) {
            this.number = number;
        }
    }

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final Message graph = new Message().text(2, "test");

    /** An input; a dimension is a number or a name. */
    public OnnxFile input(String name, ElementType type, Object... shape) {
        graph.message(11, valueInfo(name, type, shape));
        return this;
    }

    public OnnxFile output(String name, ElementType type, Object... shape) {
        graph.message(12, valueInfo(name, type, shape));
        return this;
    }

    /** A constant table of floats. */
    public OnnxFile constant(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, ElementType.FLOAT, raw.array(), shape);
    }

    public OnnxFile constant(String name, long[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, ElementType.INT64, raw.array(), shape);
    }

    private OnnxFile constant(String name, ElementType type, byte[] raw, long... shape) {
        Message tensor = new Message();
        for (long dimension : shape) {
            tensor.varint(1, dimension);
        }
        graph.message(5, tensor.varint(2, type.number).text(8, name).bytes(9, raw));
        return this;
    }

    /** A node with one output. */
    public OnnxFile node(String operator, List<String> inputs, String output, Attribute... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, operator);
        for (Attribute attribute : attributes) {
            Message message = new Message().text(1, attribute.name);
            node.message(5, message.varint(3, attribute.value).varint(20, 2));
        }
        graph.message(1, node);
        return this;
    }

    public byte[] bytes() {
        Message opset = new Message().text(1, "").varint(2, OPSET);
        return new Message()
                .varint(1, IR_VERSION)
                .message(7, graph)
                .message(8, opset)
                .toByteArray();
    }

    /** An integer attribute of a node. */
    public record Attribute(String name, long value) {}

    private static Message valueInfo(String name, ElementType type, Object... shape) {
        Message dimensions = new Message();
        for (Object dimension : shape) {
            Message one = new Message();
            dimensions.message(
                    1,
                    dimension instanceof Number number
                            ? one.varint(1, number.longValue())
                            : one.text(2, dimension.toString()));
        }
        Message tensorType = new Message().varint(1, type.number).message(2, dimensions);
        return new Message().text(1, name).message(2, new Message().message(1, tensorType));
    }

    /** A protobuf message under construction. */
    private static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH_DELIMITED = 2;

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message varint(int field, long value) {
            write((long) field << 3 | VARINT);
            write(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            write((long) field << 3 | LENGTH_DELIMITED);
            write(value.length);
            out.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toByteArray());
        }

        private void write(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }

        byte[] toByteArray() {
            return out.toByteArray();
        }
    }
}
