using Microsoft.ML.Tokenizers;

namespace SupportBot.Embedded.Onnx;

// The tokens of a text with the places of its words.
internal sealed class PlacedTokens
{
    private readonly string _text;
    private readonly IReadOnlyList<EncodedToken> _tokens;

    private PlacedTokens(string text, IReadOnlyList<EncodedToken> tokens, IReadOnlyList<int> ids) =>
        (_text, _tokens, Ids) = (text, tokens, ids);

    // With those that begin and end a text.
    public IReadOnlyList<int> Ids { get; }

    public static PlacedTokens Of(BertTokenizer tokenizer, string text, int longest)
    {
        var tokens = tokenizer.EncodeToTokens(text, out var normalized);
        if (tokens.Count > longest - 2) tokens = [.. tokens.Take(longest - 2)];
        return new PlacedTokens(
            normalized ?? text, tokens,
            [tokenizer.ClassificationTokenId, .. tokens.Select(token => token.Id), tokenizer.SeparatorTokenId]);
    }

    // Those of the tokens that a word consists of, wherever it stands, also as two words ("back up" for "backup");
    // counted without the first token of the text.
    public IReadOnlyList<int> PlacesOf(string word)
    {
        var places = new SortedSet<int>();
        for (var start = 0; start < _text.Length; start++)
            if (IsBorder(start - 1) && EndOf(word, start) is { } end && IsBorder(end))
                for (var i = 0; i < _tokens.Count; i++)
                    if (_tokens[i].Offset.Start.Value >= start && _tokens[i].Offset.End.Value <= end) places.Add(i);
        return [.. places];
    }

    // Where a word ends that begins at a place; null where it does not.
    private int? EndOf(string word, int start)
    {
        var (at, read) = (start, 0);
        for (; read < word.Length && at < _text.Length; at++)
            if (char.ToLowerInvariant(_text[at]) == char.ToLowerInvariant(word[read])) read++;
            else if (read == 0 || _text[at] is not (' ' or '-')) return null;
        return read > 0 && read == word.Length ? at : null;
    }

    private bool IsBorder(int at) => at < 0 || at >= _text.Length || !char.IsLetterOrDigit(_text[at]);
}
