using System.Runtime.InteropServices;

namespace SupportBot.Embedded.Bundle;

/// <summary>A matrix of a model: the message <c>TensorProto</c> of onnx.proto3.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Values">Row by row.</param>
internal sealed record WeightMatrix(int Rows, int Columns, float[] Values)
{
    private const long FloatType = 1;

    /// <summary>Null for a tensor that is no matrix of floats.</summary>
    public static WeightMatrix? Read(ReadOnlyMemory<byte> tensor)
    {
        var fields = ProtobufField.Read(tensor).ToLookup(field => field.Number);
        var shape = fields[1]
            .SelectMany(field => field.Content.IsEmpty ? [(long)field.Value] : ProtobufField.Unpack(field.Content))
            .ToList();
        if (shape.Count != 2 || fields[2].Single().Value != FloatType) return null;
        var values = MemoryMarshal.Cast<byte, float>(fields[9].Single().Content.Span).ToArray();
        return values.Length == shape[0] * shape[1]
            ? new WeightMatrix((int)shape[0], (int)shape[1], values)
            : throw new InvalidDataException("The model has a matrix whose values do not fit its shape.");
    }

    /// <summary>Symmetric int8: values are the quantized values times the scale of their row or column.</summary>
    /// <param name="byRow">One scale per row, else per column.</param>
    public (sbyte[] Values, float[] Scales) Quantize(bool byRow)
    {
        var scales = new float[byRow ? Rows : Columns];
        for (var i = 0; i < Values.Length; i++)
            scales[Line(i)] = MathF.Max(scales[Line(i)], MathF.Abs(Values[i]));
        for (var line = 0; line < scales.Length; line++) scales[line] = scales[line] == 0 ? 1 : scales[line] / 127;
        var quantized = new sbyte[Values.Length];
        for (var i = 0; i < quantized.Length; i++)
            quantized[i] = (sbyte)Math.Clamp(MathF.Round(Values[i] / scales[Line(i)]), -127, 127);
        return (quantized, scales);

        int Line(int i) => byRow ? i / Columns : i % Columns;
    }
}
