namespace SupportBot.Core.Knowledge;

/// <summary>
/// An embedding for one language, and another for the rest. A vector is that of the first followed by that of the
/// second: passages have zeros in the part of the model that does not know their language, questions have both parts.
/// So the dot product of a question and a passage is the cosine of the model that knows the passage's language.
/// </summary>
public sealed record LanguageEmbedding : EmbeddingModel
{
    private readonly EmbeddingModel _own;
    private readonly EmbeddingModel? _others;
    private readonly string _language;
    private volatile Parts? _parts;

    /// <param name="own">Embeds passages in the language.</param>
    /// <param name="language">Two-letter code.</param>
    /// <param name="others">Embeds all other passages; with null they have no vectors.</param>
    public LanguageEmbedding(EmbeddingModel own, string language, EmbeddingModel? others)
        : base(HashOf(own, language, others), own.Generator) =>
        (_own, _language, _others, Name) = (own, language, others, own.Name);

    public override EmbeddingModel? ForLanguage(string language) => language == _language ? _own : _others;

    public override bool IsStored => _own.IsStored;

    public override async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedQuestionsAsync(
        IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var own = await _own.EmbedQuestionsAsync(texts, cancellationToken).ConfigureAwait(false);
        if (_others is null) return own;
        var others = await _others.EmbedQuestionsAsync(texts, cancellationToken).ConfigureAwait(false);
        var parts = await PartsAsync(cancellationToken).ConfigureAwait(false);
        return [.. own.Zip(others, parts.Join)];
    }

    public override async Task<IReadOnlyList<ReadOnlyMemory<float>>> EmbedPassagesAsync(
        IReadOnlyList<PassageText> passages, CancellationToken cancellationToken)
    {
        var vectors = await VectorsAsync(passages, MakeAsync, cancellationToken).ConfigureAwait(false);
        return [.. vectors.Select(vector => vector ?? default)];

        async Task<IReadOnlyList<ReadOnlyMemory<float>?>> MakeAsync(
            EmbeddingModel model, IReadOnlyList<PassageText> some) =>
            [.. (await model.EmbedPassagesAsync(some, cancellationToken).ConfigureAwait(false))
                .Select(vector => (ReadOnlyMemory<float>?)vector)];
    }

    public override Task<IReadOnlyList<ReadOnlyMemory<float>?>> FindPassagesAsync(
        IReadOnlyList<PassageText> passages, CancellationToken cancellationToken) => VectorsAsync(
        passages, (model, some) => model.FindPassagesAsync(some, cancellationToken), cancellationToken);

    public override async Task<IReadOnlySet<string>> MissingAsync(
        IReadOnlyList<PassageText> passages, CancellationToken cancellationToken)
    {
        var (own, others) = Split(passages);
        var missing = await _own.MissingAsync(own, cancellationToken).ConfigureAwait(false);
        if (_others is null) return missing;
        var more = await _others.MissingAsync(others, cancellationToken).ConfigureAwait(false);
        return missing.Concat(more).ToHashSet(StringComparer.Ordinal);
    }

    private static string HashOf(EmbeddingModel own, string language, EmbeddingModel? others) =>
        others is null ? $"{own.Hash}-{language}" : TextHash.Of($"{own.Hash}\n{language}\n{others.Hash}");

    private (IReadOnlyList<PassageText> Own, IReadOnlyList<PassageText> Others) Split(
        IReadOnlyList<PassageText> passages)
    {
        var languages = passages.ToLookup(passage => passage.Language == _language);
        return ([.. languages[true]], [.. languages[false]]);
    }

    private async Task<IReadOnlyList<ReadOnlyMemory<float>?>> VectorsAsync(
        IReadOnlyList<PassageText> passages,
        Func<EmbeddingModel, IReadOnlyList<PassageText>, Task<IReadOnlyList<ReadOnlyMemory<float>?>>> embedAsync,
        CancellationToken cancellationToken)
    {
        var (own, others) = Split(passages);
        var ownVectors = new Queue<ReadOnlyMemory<float>?>(
            own.Count == 0 ? [] : await embedAsync(_own, own).ConfigureAwait(false));
        if (_others is null)
            return [.. passages.Select(passage =>
                passage.Language == _language ? ownVectors.Dequeue() : ReadOnlyMemory<float>.Empty)];
        var otherVectors = new Queue<ReadOnlyMemory<float>?>(
            others.Count == 0 ? [] : await embedAsync(_others, others).ConfigureAwait(false));
        var parts = await PartsAsync(cancellationToken).ConfigureAwait(false);
        return [.. passages.Select(passage => passage.Language == _language
            ? parts.Join(ownVectors.Dequeue(), default(ReadOnlyMemory<float>))
            : parts.Join(default(ReadOnlyMemory<float>), otherVectors.Dequeue()))];
    }

    private async Task<Parts> PartsAsync(CancellationToken cancellationToken) => _parts ??= new Parts(
        await LengthAsync(_own, cancellationToken).ConfigureAwait(false),
        await LengthAsync(_others!, cancellationToken).ConfigureAwait(false));

    private static async Task<int> LengthAsync(EmbeddingModel model, CancellationToken cancellationToken) =>
        model.Dimensions > 0
            ? model.Dimensions
            : (await model.EmbedQuestionAsync("a", cancellationToken).ConfigureAwait(false)).Length;

    private sealed record Parts(int Own, int Others)
    {
        // Null if a part is not made yet; empty if there is neither.
        public ReadOnlyMemory<float>? Join(ReadOnlyMemory<float>? own, ReadOnlyMemory<float>? others) =>
            own is { } first && others is { } second ? (ReadOnlyMemory<float>?)Join(first, second) : null;

        public ReadOnlyMemory<float> Join(ReadOnlyMemory<float> own, ReadOnlyMemory<float> others)
        {
            if (own.IsEmpty && others.IsEmpty) return default;
            var joined = new float[Own + Others];
            own.CopyTo(joined);
            others.CopyTo(joined.AsMemory(Own));
            return joined;
        }
    }
}
