using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace SupportBot.Embedded.Onnx;

// A BERT model with its tokenizer. Vectors have unit length.
internal sealed class SentenceModel : IDisposable
{
    private readonly SentenceModelFolder _folder;
    private readonly BertTokenizer _tokenizer;
    private readonly InferenceSession _session;
    private readonly string _output;
    private readonly RunOptions _run = new();

    public SentenceModel(SentenceModelFolder folder)
    {
        _folder = folder;
        (_tokenizer, _session) = (folder.OpenTokenizer(), folder.OpenModel());
        var unknown = _session.InputNames.Where(
            name => name is not ("input_ids" or "attention_mask" or "token_type_ids"))
            .ToList();
        if (unknown.Count > 0) throw folder.Wrong($"has a model that wants the input {unknown[0]}, which no BERT has");
        _output = _session.OutputNames.Contains("sentence_embedding") ? "sentence_embedding" : _session.OutputNames[0];
    }

    public float[][] Embed(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var tokens = texts.Select(text => _tokenizer.EncodeToIds(text, _folder.LongestText, out _, out _)).ToList();
        var vectors = new float[tokens.Count][];
        foreach (var (batch, places) in TokenBatch.Of(tokens))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var (place, vector) in places.Zip(Run(batch))) vectors[place] = vector;
        }
        return vectors;
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private float[][] Run(TokenBatch batch)
    {
        var inputs = _session.InputNames.ToDictionary(name => name, name => batch.Input(name)!);
        try
        {
            using var outputs = _session.Run(_run, inputs, [_output]);
            return Pooled(batch, outputs[0].GetTensorDataAsSpan<float>(), outputs[0].GetTensorTypeAndShape().Shape);
        }
        finally
        {
            foreach (var input in inputs.Values) input.Dispose();
        }
    }

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
            TensorPrimitives.Divide(vector, MathF.Max(TensorPrimitives.Norm<float>(vector), float.Epsilon), vector);
            vectors[text] = vector;
        }
        return vectors;
    }
}
