using System.Runtime.InteropServices;

namespace SupportBot.Embedded.Bundle;

/// <summary>
/// Quantizes an ONNX model of the BERT family to int8: the weights of its matrix products per column, with activations
/// quantized as they come, and its word table per row. Field numbers are those of onnx.proto3.
/// </summary>
internal sealed class Int8Quantizer
{
    private const int FloatType = 1;
    private const int Int8Type = 3;

    private readonly Dictionary<string, ProtobufField> _initializers;
    private readonly HashSet<string> _replaced = [];
    private readonly HashSet<string> _activations = [];
    private readonly ProtobufWriter _nodes = new();
    private readonly ProtobufWriter _added = new();

    private Int8Quantizer(ILookup<int, ProtobufField> graph) =>
        _initializers = graph[5].ToDictionary(Name, StringComparer.Ordinal);

    /// <param name="model">A <c>ModelProto</c> of operator set 11 or later with its weights inside.</param>
    /// <returns>The same model with int8 weights; equal models give equal bytes.</returns>
    public static byte[] Quantize(ReadOnlyMemory<byte> model)
    {
        var written = new ProtobufWriter();
        foreach (var field in ProtobufField.Read(model))
            if (field.Number == 7) written.Bytes(7, Graph(field.Content));
            else written.Copy(field);
        return written.Message.ToArray();
    }

    // Nodes, name, initializers, inputs and outputs; shapes of values between nodes are left to the runtime.
    private static ReadOnlySpan<byte> Graph(ReadOnlyMemory<byte> content)
    {
        var graph = ProtobufField.Read(content).ToLookup(field => field.Number);
        var quantizer = new Int8Quantizer(graph);
        foreach (var node in graph[1]) quantizer.Add(node);
        var written = new ProtobufWriter();
        foreach (var node in ProtobufField.Read(quantizer._nodes.Message.ToArray())) written.Copy(node);
        foreach (var name in graph[2]) written.Copy(name);
        foreach (var (name, initializer) in quantizer._initializers)
            if (!quantizer._replaced.Contains(name)) written.Copy(initializer);
        foreach (var initializer in ProtobufField.Read(quantizer._added.Message.ToArray())) written.Copy(initializer);
        foreach (var input in graph[11])
            if (!quantizer._replaced.Contains(ValueName(input))) written.Copy(input);
        foreach (var output in graph[12]) written.Copy(output);
        return written.Message;
    }

    private void Add(ProtobufField node)
    {
        var fields = ProtobufField.Read(node.Content).ToLookup(field => field.Number);
        string[] inputs = [.. fields[1].Select(field => field.Text)];
        var (type, output) = (fields[4].Single().Text, fields[2].First().Text);
        if (type == "MatMul" && Weights(inputs[1]) is { } weights) AddProduct(inputs[0], inputs[1], weights, output);
        else if (type == "Gather" && inputs[0].Contains("word_embeddings", StringComparison.Ordinal)
            && Weights(inputs[0]) is { } table)
            AddLookup(inputs[0], table, inputs[1], output);
        else _nodes.Copy(node);
    }

    private WeightMatrix? Weights(string name) =>
        _initializers.TryGetValue(name, out var tensor) ? WeightMatrix.Read(tensor.Content) : null;

    private void AddProduct(string input, string name, WeightMatrix weights, string output)
    {
        var (values, scales) = weights.Quantize(byRow: false);
        _replaced.Add(name);
        AddTensor($"{name}_q", Int8Type, MemoryMarshal.AsBytes(values.AsSpan()), weights.Rows, weights.Columns);
        AddTensor($"{name}_s", FloatType, MemoryMarshal.AsBytes(scales.AsSpan()), weights.Columns);
        AddTensor($"{name}_z", Int8Type, new byte[weights.Columns], weights.Columns);
        if (_activations.Add(input))
            AddNode("DynamicQuantizeLinear", [input], [$"{input}_q", $"{input}_sc", $"{input}_zp"]);
        AddNode("MatMulInteger", [$"{input}_q", $"{name}_q", $"{input}_zp", $"{name}_z"], [$"{output}_i"]);
        AddNode("Cast", [$"{output}_i"], [$"{output}_f"], ("to", FloatType));
        AddNode("Mul", [$"{input}_sc", $"{name}_s"], [$"{output}_sc"]);
        AddNode("Mul", [$"{output}_f", $"{output}_sc"], [output]);
    }

    private void AddLookup(string name, WeightMatrix table, string indices, string output)
    {
        var (values, scales) = table.Quantize(byRow: true);
        _replaced.Add(name);
        AddTensor($"{name}_q", Int8Type, MemoryMarshal.AsBytes(values.AsSpan()), table.Rows, table.Columns);
        AddTensor($"{name}_s", FloatType, MemoryMarshal.AsBytes(scales.AsSpan()), table.Rows, 1);
        AddNode("Gather", [$"{name}_q", indices], [$"{output}_gq"], ("axis", 0));
        AddNode("Gather", [$"{name}_s", indices], [$"{output}_gs"], ("axis", 0));
        AddNode("Cast", [$"{output}_gq"], [$"{output}_gf"], ("to", FloatType));
        AddNode("Mul", [$"{output}_gf", $"{output}_gs"], [output]);
    }

    private void AddNode(
        string type, string[] inputs, string[] outputs, params ReadOnlySpan<(string Name, int Value)> attributes)
    {
        var node = new ProtobufWriter().Texts(1, inputs).Texts(2, outputs).Text(3, $"{outputs[0]}_node").Text(4, type);
        foreach (var (name, value) in attributes)
            node.Bytes(5, new ProtobufWriter().Text(1, name).Number(3, value).Number(20, 2).Message);
        _nodes.Bytes(1, node.Message);
    }

    private void AddTensor(string name, int type, ReadOnlySpan<byte> values, params ReadOnlySpan<int> shape)
    {
        var tensor = new ProtobufWriter();
        foreach (var length in shape) tensor.Number(1, length);
        _added.Bytes(5, tensor.Number(2, type).Text(8, name).Bytes(9, values).Message);
    }

    private static string Name(ProtobufField tensor) =>
        ProtobufField.Read(tensor.Content).Single(field => field.Number == 8).Text;

    private static string ValueName(ProtobufField value) =>
        ProtobufField.Read(value.Content).Single(field => field.Number == 1).Text;
}
