using System.Numerics.Tensors;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace SupportBot.Embedded.Onnx;

// A BERT model with its tokenizer. Vectors have unit length.
internal sealed class SentenceModel : IDisposable
{
    // Tokens of a question or text that are compared one by one, since that is read for each question anew.
    private const int LongestCompared = 80;

    // Tokens of a question behind its prefix, whose vector the customer waits for: half of them from its end.
    private const int LongestQuestion = 128;

    // Few texts answer most questions, so that their tokens are kept, and a question's until it is compared: 16 MB at
    // most.
    private const int MostKept = 128;

    private readonly SentenceModelFolder _folder;
    private readonly bool _comparesWords;
    private readonly BertTokenizer _tokenizer;
    private readonly InferenceSession _session;
    private readonly string _output;
    private readonly RunOptions _run = new();
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    public SentenceModel(SentenceModelFolder folder, bool comparesWords)
    {
        (_folder, _comparesWords) = (folder, comparesWords);
        (_tokenizer, _session) = (folder.OpenTokenizer(), folder.OpenModel());
        var unknown = _session.InputNames.Where(
            name => name is not ("input_ids" or "attention_mask" or "token_type_ids"))
            .ToList();
        if (unknown.Count > 0) throw folder.Wrong($"has a model that wants the input {unknown[0]}, which no BERT has");
        _output = _session.OutputNames.Contains("sentence_embedding") ? "sentence_embedding" : _session.OutputNames[0];
    }

    private delegate T Reader<out T>(ReadOnlySpan<float> output, long[] shape);

    public float[][] Embed(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        string[] all = [.. texts];
        var tokens = all.Select(text => _tokenizer.EncodeToIds(text, _folder.LongestText, out _, out _)).ToList();
        if (all is [var only] && QuestionIn(only) is { } question) return [EmbedQuestion(question, tokens[0])];
        var vectors = new float[tokens.Count][];
        foreach (var (batch, places) in TokenBatch.Of(tokens))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var pooled = PooledOf(batch);
            foreach (var (place, vector) in places.Zip(pooled)) vectors[place] = vector;
        }
        return vectors;
    }

    // For each word the mean, over its tokens, of the highest cosine to a token of the text, each token as the model
    // reads it in its place (late interaction: Khattab and Zaharia, ColBERT, 2020). Null for a word that the question
    // does not have; null in all if the model gives no vectors of tokens.
    public double?[]? CompareWords(string question, IReadOnlyList<string> words, string text)
    {
        float[][]? own = null, others = null;
        Parallel.Invoke(() => own = KeptTokens(question), () => others = KeptTokens(text));
        var asked = PlacedTokens.Of(_tokenizer, question, LongestCompared);
        if (own is null || others is null) return null;
        var nearest = own.Select(
            token => others.Select(other => (double)TensorPrimitives.Dot<float>(token, other)).DefaultIfEmpty().Max())
            .ToList();
        return [.. words.Select(word => asked.PlacesOf(word) is { Count: > 0 } places
            ? places.Average(place => nearest[place])
            : (double?)null)];
    }

    public void Dispose()
    {
        _kept.Dispose();
        _run.Dispose();
        _session.Dispose();
    }

    // Null for a text that is no question, or may be none.
    private string? QuestionIn(string text) =>
        _folder.QuestionPrefix is { Length: > 0 } prefix && text.StartsWith(prefix, StringComparison.Ordinal)
            ? text[prefix.Length..]
            : null;

    // Where the words of a question are compared after the search, another core reads them meanwhile.
    private float[] EmbedQuestion(string question, IReadOnlyList<int> tokens)
    {
        if (tokens.Count > LongestQuestion)
            tokens = [.. tokens.Take(LongestQuestion / 2), .. tokens.TakeLast(LongestQuestion / 2)];
        var batch = new TokenBatch([tokens]);
        if (!_comparesWords) return PooledOf(batch)[0];
        float[]? vector = null;
        Parallel.Invoke(() => vector = PooledOf(batch)[0], () => KeptTokens(question));
        return vector!;
    }

    private T Run<T>(TokenBatch batch, Reader<T> read)
    {
        var inputs = _session.InputNames.ToDictionary(name => name, name => batch.Input(name)!);
        try
        {
            using var outputs = _session.Run(_run, inputs, [_output]);
            return read(outputs[0].GetTensorDataAsSpan<float>(), outputs[0].GetTensorTypeAndShape().Shape);
        }
        finally
        {
            foreach (var input in inputs.Values) input.Dispose();
        }
    }

    private float[][] PooledOf(TokenBatch batch) => Run(batch, (output, shape) => Pooled(batch, output, shape));

    // The shape is texts × tokens × dimensions, or texts × dimensions if the model does the pooling.
    private float[][] Pooled(TokenBatch batch, ReadOnlySpan<float> output, long[] shape)
    {
        var dimensions = (int)shape[^1];
        var perText = output.Length / batch.Texts.Count;
        var vectors = new float[batch.Texts.Count][];
        for (var text = 0; text < vectors.Length; text++)
        {
            var vector = output.Slice(text * perText, dimensions).ToArray();
            if (shape.Length == 3 && _folder.Pooling == Pooling.Mean)
                for (var token = 1; token < batch.Texts[text].Count; token++)
                    TensorPrimitives.Add(vector, output.Slice(text * perText + token * dimensions, dimensions), vector);
            // The sum has the direction of the mean and is normalized anyway.
            vectors[text] = Unit(vector);
        }
        return vectors;
    }

    private float[][]? KeptTokens(string text) => _kept.GetOrCreate(text, entry =>
    {
        entry.Size = 1;
        return Tokens(PlacedTokens.Of(_tokenizer, text, LongestCompared).Ids);
    });

    // A unit-length vector for each token between the first and the last, which stand for the text.
    private float[][]? Tokens(IReadOnlyList<int> ids) => Run<float[][]?>(new TokenBatch([ids]), (output, shape) =>
    {
        if (shape.Length != 3) return null;
        var dimensions = (int)shape[^1];
        var vectors = new float[ids.Count - 2][];
        for (var token = 0; token < vectors.Length; token++)
            vectors[token] = Unit(output.Slice((token + 1) * dimensions, dimensions).ToArray());
        return vectors;
    });

    private static float[] Unit(float[] vector)
    {
        TensorPrimitives.Divide(vector, MathF.Max(TensorPrimitives.Norm<float>(vector), float.Epsilon), vector);
        return vector;
    }
}
