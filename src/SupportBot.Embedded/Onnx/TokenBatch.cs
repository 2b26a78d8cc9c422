using Microsoft.ML.OnnxRuntime;

namespace SupportBot.Embedded.Onnx;

/// <summary>Texts as tokens, padded to the longest: what goes through the model at a time.</summary>
/// <param name="Texts">Token ids of each.</param>
internal sealed record TokenBatch(IReadOnlyList<IReadOnlyList<int>> Texts)
{
    /// <summary>Tokens with padding at a time: bounds memory, also for long texts.</summary>
    private const int MaxTokens = 4096;

    private readonly int _longest = Texts.Max(text => text.Count);

    /// <summary>Batches of alike long texts, since padding costs as much as text.</summary>
    /// <param name="texts">Token ids of each.</param>
    /// <returns>The batches, with the places of their texts among all.</returns>
    public static IEnumerable<(TokenBatch Batch, IReadOnlyList<int> Places)> Of(IReadOnlyList<IReadOnlyList<int>> texts)
    {
        var places = Enumerable.Range(0, texts.Count).OrderByDescending(place => texts[place].Count).ToList();
        for (var from = 0; from < places.Count;)
        {
            var together = places.GetRange(from, Math.Min(places.Count - from, Math.Max(1, MaxTokens / texts[places[from]].Count)));
            yield return (new TokenBatch([.. together.Select(place => texts[place])]), together);
            from += together.Count;
        }
    }

    /// <summary>One of BERT's inputs by its name, of shape texts × tokens; null for a name that is none.</summary>
    public OrtValue? Input(string name) => name switch
    {
        "input_ids" => Tensor(id => id),
        "attention_mask" => Tensor(_ => 1),
        "token_type_ids" => Tensor(_ => 0),
        _ => null,
    };

    private OrtValue Tensor(Func<int, long> of)
    {
        var values = new long[Texts.Count * _longest];
        for (var text = 0; text < Texts.Count; text++)
            for (var i = 0; i < Texts[text].Count; i++)
                values[text * _longest + i] = of(Texts[text][i]);
        return OrtValue.CreateTensorValueFromMemory(values, [Texts.Count, _longest]);
    }
}
