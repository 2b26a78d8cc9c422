using System.Numerics.Tensors;
using System.Text;

namespace ToyVoice;

/// <summary>
/// A word-level model: the embeddings of a word and of three words on either side, a hidden layer, and an edit for the
/// word. About 2.4 million parameters, trained by AdaGrad (Duchi et al. 2011).
/// </summary>
internal sealed class Tagger
{
    private const int Buckets = 20_000;
    private const int Dimensions = 96;
    private const int Side = 3;
    private const int Inputs = (2 * Side + 1) * Dimensions;
    private const int Hidden = 512;
    private const float Rate = .05f;

    private readonly float[][] _embeddings;
    private readonly float[][] _hidden;
    private readonly float[][] _output;
    private readonly Dictionary<float[], float[]> _squares = new(ReferenceEqualityComparer.Instance);

    private Tagger(IReadOnlyList<string> edits, float[][] embeddings, float[][] hidden, float[][] output) =>
        (Edits, _embeddings, _hidden, _output) = (edits, embeddings, hidden, output);

    public IReadOnlyList<string> Edits { get; }

    public int Parameters =>
        Buckets * Dimensions + Hidden * (Inputs + 1) + Edits.Count * (Hidden + 1);

    public static Tagger Untrained(IReadOnlyList<string> edits, int seed)
    {
        var random = new Random(seed);
        return new Tagger(
            edits, Rows(Buckets, Dimensions, .1), Rows(Hidden, Inputs + 1, 1 / Math.Sqrt(Inputs)),
            Rows(edits.Count, Hidden + 1, 1 / Math.Sqrt(Hidden)));

        float[][] Rows(int count, int length, double scale) =>
            [.. Enumerable.Range(0, count).Select(_ =>
            {
                var row = new float[length];
                for (var i = 0; i < length; i++) row[i] = (float)((2 * random.NextDouble() - 1) * scale);
                return row;
            })];
    }

    public IReadOnlyList<string> Predict(IReadOnlyList<Word> words) => [.. words.Select((_, i) =>
    {
        var (_, _, shares) = Forward(words, i);
        return Edits[TensorPrimitives.IndexOfMax(shares)];
    })];

    /// <summary>One step towards the right edit of a word.</summary>
    /// <returns>The cross-entropy before the step.</returns>
    public double Learn(IReadOnlyList<Word> words, int at, int edit)
    {
        var (input, hidden, shares) = Forward(words, at);
        var loss = -Math.Log(Math.Max(shares[edit], 1e-9));
        shares[edit] -= 1;
        var back = new float[Hidden + 1];
        for (var i = 0; i < shares.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(_output[i], shares[i], back, back);
            Step(_output[i], hidden, shares[i]);
        }
        var inputBack = new float[Inputs + 1];
        for (var i = 0; i < Hidden; i++)
        {
            if (hidden[i] <= 0) continue;
            TensorPrimitives.MultiplyAdd(_hidden[i], back[i], inputBack, inputBack);
            Step(_hidden[i], input, back[i]);
        }
        for (var i = 0; i <= 2 * Side; i++)
            Step(Embedding(words, at + i - Side), inputBack.AsSpan(i * Dimensions, Dimensions), 1);
        return loss;
    }

    public void Write(string file)
    {
        using var writer = new BinaryWriter(File.Create(file), Encoding.UTF8);
        writer.Write(Edits.Count);
        foreach (var edit in Edits) writer.Write(edit);
        foreach (var row in _embeddings.Concat(_hidden).Concat(_output))
            foreach (var value in row) writer.Write(value);
    }

    public static Tagger Read(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(file), Encoding.UTF8);
        var count = reader.ReadInt32();
        if (count is < 1 or > 10_000) throw new InvalidDataException($"{file} is no adapter of this tool.");
        string[] edits = [.. Enumerable.Range(0, count).Select(_ => reader.ReadString())];
        var tagger = Untrained(edits, seed: 0);
        foreach (var row in tagger._embeddings.Concat(tagger._hidden).Concat(tagger._output))
            for (var i = 0; i < row.Length; i++) row[i] = reader.ReadSingle();
        return tagger;
    }

    private (float[] Input, float[] Hidden, float[] Shares) Forward(IReadOnlyList<Word> words, int at)
    {
        var input = new float[Inputs + 1];
        for (var i = 0; i <= 2 * Side; i++)
            Embedding(words, at + i - Side).CopyTo(input.AsSpan(i * Dimensions));
        input[Inputs] = 1;
        var hidden = new float[Hidden + 1];
        for (var i = 0; i < Hidden; i++) hidden[i] = Math.Max(0, TensorPrimitives.Dot(_hidden[i], input));
        hidden[Hidden] = 1;
        var shares = new float[Edits.Count];
        for (var i = 0; i < shares.Length; i++) shares[i] = TensorPrimitives.Dot(_output[i], hidden);
        TensorPrimitives.SoftMax(shares, shares);
        return (input, hidden, shares);
    }

    // Beyond the text's ends stands the first bucket.
    private float[] Embedding(IReadOnlyList<Word> words, int at) =>
        _embeddings[at < 0 || at >= words.Count ? 0 : 1 + (int)(Hash(words[at].Key) % (Buckets - 1))];

    // FNV-1a: the same in each process.
    private static uint Hash(string word)
    {
        var hash = 2166136261u;
        foreach (var letter in word) hash = (hash ^ letter) * 16777619u;
        return hash;
    }

    private void Step(float[] row, ReadOnlySpan<float> gradient, float scale)
    {
        if (!_squares.TryGetValue(row, out var squares)) _squares[row] = squares = new float[row.Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            var change = gradient[i] * scale;
            if (change == 0) continue;
            squares[i] += change * change;
            row[i] -= Rate * change / (MathF.Sqrt(squares[i]) + 1e-6f);
        }
    }
}
