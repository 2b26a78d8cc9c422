namespace SupportBot.Tests.Embedded.Onnx;

/// <summary>A folder with a small model, as a user would have downloaded a large one.</summary>
internal sealed class ModelFolder : IDisposable
{
    private const int Dimensions = 8;

    private static readonly string[] Words =
    [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        "kettle",
        "boil",
        "##s",
        "toast",
        "##er",
        "grill",
        "Kettle",
        "cafe",
        "café",
        "!",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sentence-model-");

    public ModelFolder(string model = "model.onnx", string output = "last_hidden_state", params string[] inputs)
    {
        Write("vocab.txt", string.Join('\n', Words));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(model))!);
        File.WriteAllBytes(At(model), OnnxFile.Bert(Table, output, inputs));
    }

    public string Path => _folder.FullName;

    private static float[][] Table { get; } = [.. Words.Select((_, word) => Row(new Random(word)))];

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public ModelFolder Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return this;
    }

    /// <summary>What the model must give for these word pieces, computed here.</summary>
    /// <param name="cls">With CLS pooling, else with the mean.</param>
    /// <param name="pieces">Those of the text, without begin and end.</param>
    public static float[] Expected(bool cls, params string[] pieces)
    {
        var tokens = pieces
            .Prepend("[CLS]")
            .Append("[SEP]")
            .Select(piece => Table[Array.IndexOf(Words, piece)])
            .ToList();
        var sum = Enumerable.Range(0, Dimensions).Select(i => tokens.Sum(token => token[i])).ToArray();
        var pooled = sum.Select((all, i) => all + (cls ? tokens[0][i] : all / tokens.Count)).ToArray();
        var length = MathF.Sqrt(pooled.Sum(x => x * x));
        return [.. pooled.Select(x => x / length)];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static float[] Row(Random random) =>
        [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];
}
