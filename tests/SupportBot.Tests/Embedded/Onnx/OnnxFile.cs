using System.Runtime.InteropServices;
using System.Text;

namespace SupportBot.Tests.Embedded.Onnx;

/// <summary>
/// Writes an ONNX model (onnx.proto3 of ONNX 1.x, operator set 11) with as much of the format as a small BERT needs.
/// </summary>
internal static class OnnxFile
{
    private const int Float = 1;
    private const int Int64 = 7;

    /// <summary>
    /// Looks up a vector a token, and adds to each the sum of all that are not padding: enough to see pooling, padding
    /// and
    /// the mask at work. The result is called as told; with one vector a text where it is <c>sentence_embedding</c>.
    /// </summary>
    /// <param name="table">A vector a token of the vocabulary.</param>
    /// <param name="output">Name of the output.</param>
    /// <param name="inputs">Names of the inputs, beside those that are used.</param>
    public static byte[] Bert(float[][] table, string output, params string[] inputs)
    {
        var pools = output == "sentence_embedding";
        byte[][] nodes =
        [
            Node("Gather", ["table", "input_ids"], "tokens"),
            Node("Cast", ["attention_mask"], "mask", Attribute("to", Float)),
            Node("Unsqueeze", ["mask"], "column", Attribute("axes", [2])),
            Node("Mul", ["tokens", "column"], "kept"),
            Node(
                "ReduceSum", ["kept"], pools ? output : "sum", Attribute("axes", [1]),
                Attribute("keepdims", pools ? 0 : 1)),
            .. pools ? Array.Empty<byte[]>() : [Node("Add", ["tokens", "sum"], output)],
        ];
        byte[] graph =
        [
            .. nodes.SelectMany(node => Field(1, node)), .. Field(2, "bert"), .. Field(5, Table(table)),
            .. new[] { "input_ids", "attention_mask" }
                .Concat(inputs)
                .SelectMany(name => Field(11, Value(name, Int64, "texts", "tokens"))),
            .. Field(
                12, pools ? Value(output, Float, "texts", "size") : Value(output, Float, "texts", "tokens", "size")),
        ];
        return [.. Field(1, 7), .. Field(7, graph), .. Field(8, Field(2, 11))];
    }

    /// <summary>
    /// A classifier of pairs into three classes. The one in the middle wins where the two texts share at least two
    /// words; rows of zeros in the table share nothing.
    /// </summary>
    /// <param name="table">A vector a token of the vocabulary.</param>
    /// <param name="types">Name of the input of token types.</param>
    public static byte[] CrossEncoder(float[][] table, string types = "token_type_ids")
    {
        byte[][] nodes =
        [
            Node("Gather", ["table", "input_ids"], "tokens"),
            Node("Cast", [types], "second", Attribute("to", Float)),
            Node("Unsqueeze", ["second"], "column", Attribute("axes", [2])),
            Node("Mul", ["tokens", "column"], "hypothesis tokens"),
            Node("Sub", ["tokens", "hypothesis tokens"], "premise tokens"),
            Node("ReduceSum", ["hypothesis tokens"], "hypothesis", Attribute("axes", [1]), Attribute("keepdims", 0)),
            Node("ReduceSum", ["premise tokens"], "premise", Attribute("axes", [1]), Attribute("keepdims", 0)),
            Node("Mul", ["premise", "hypothesis"], "shared"),
            Node("ReduceSum", ["shared"], "count", Attribute("axes", [1]), Attribute("keepdims", 1)),
            Node("MatMul", ["count", "weights"], "weighed"),
            Node("Add", ["weighed", "bias"], "logits"),
        ];
        byte[] graph =
        [
            .. nodes.SelectMany(node => Field(1, node)), .. Field(2, "entailment"), .. Field(5, Table(table)),
            .. Field(5, Tensor("weights", [0, 2, 0], 1, 3)), .. Field(5, Tensor("bias", [3, 0, 1], 3)),
            .. new[] { "input_ids", types }.SelectMany(name => Field(11, Value(name, Int64, "texts", "tokens"))),
            .. Field(12, Value("logits", Float, "texts", "classes")),
        ];
        return [.. Field(1, 7), .. Field(7, graph), .. Field(8, Field(2, 11))];
    }

    private static byte[] Node(string type, string[] inputs, string output, params byte[][] attributes) =>
        [
            .. inputs.SelectMany(name => Field(1, name)),
            .. Field(2, output),
            .. Field(4, type),
            .. attributes.SelectMany(attribute => Field(5, attribute)),
        ];

    private static byte[] Attribute(string name, long value) =>
        [.. Field(1, name), .. Field(3, value), .. Field(20, 2)];

    private static byte[] Attribute(string name, long[] values) =>
        [.. Field(1, name), .. values.SelectMany(value => Field(8, value)), .. Field(20, 7)];

    private static byte[] Table(float[][] rows) =>
        Tensor("table", [.. rows.SelectMany(row => row)], rows.Length, rows[0].Length);

    private static byte[] Tensor(string name, float[] values, params int[] dimensions) =>
    [
        .. dimensions.SelectMany(dimension => Field(1, dimension)), .. Field(2, Float), .. Field(8, name),
        .. Field(9, MemoryMarshal.AsBytes<float>(values).ToArray()),
    ];

    private static byte[] Value(string name, int type, params string[] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(dimension => Field(1, Field(2, dimension)))];
        return [.. Field(1, name), .. Field(2, Field(1, [.. Field(1, type), .. Field(2, shape)]))];
    }

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] content) =>
        [.. Varint(number << 3 | 2), .. Varint(content.Length), .. content];

    private static byte[] Field(int number, long value) => [.. Varint(number << 3), .. Varint(value)];

    private static byte[] Varint(long value)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) writer.Write7BitEncodedInt64(value);
        return stream.ToArray();
    }
}
