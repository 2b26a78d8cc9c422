using Microsoft.ML.OnnxRuntime;

namespace SupportBot.Embedded.Onnx;

internal sealed record TokenBatch(IReadOnlyList<IReadOnlyList<int>> Texts)
{
    // Tokens per batch including padding. Larger batches take more memory and are not faster on a CPU.
    private const int MaxTokens = 512;

    private readonly int _longest = Texts.Max(text => text.Count);

    // Batches texts of similar length, since padding costs as much as text. Also returns the original index of each
    // text.
    public static IEnumerable<(TokenBatch Batch, IReadOnlyList<int> Places)> Of(IReadOnlyList<IReadOnlyList<int>> texts)
    {
        var places = Enumerable.Range(0, texts.Count).OrderByDescending(place => texts[place].Count).ToList();
        for (var from = 0; from < places.Count;)
        {
            var together = places.GetRange(
                from, Math.Min(places.Count - from, Math.Max(1, MaxTokens / texts[places[from]].Count)));
            yield return (new TokenBatch([.. together.Select(place => texts[place])]), together);
            from += together.Count;
        }
    }

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
