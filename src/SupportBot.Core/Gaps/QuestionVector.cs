using SupportBot.Core.Language;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Gaps;

// Words are weights by stem, scaled to length 1, with one stem for synonyms; empty without words. Names are the stems
// of words that name something. Meaning has length 1; empty if no embedding is ready or it knows none of the words.
internal sealed record QuestionVector(
    IReadOnlyDictionary<string, double> Words, IReadOnlySet<string> Names, ReadOnlyMemory<float> Meaning)
{
    // Minimum word overlap of two questions for their embeddings to count.
    private const double MinShared = 0.3;

    // From 0 to 1: the cosine of the words, or its mean with that of the embeddings if higher; 0 if both name things
    // and share no name. The embedding alone cannot distinguish words that are not in the documents it was trained on,
    // such as Salesforce and Zendesk.
    public double Similarity(QuestionVector other, double words)
    {
        if (Names.Count > 0 && other.Names.Count > 0 && !Names.Overlaps(other.Names)) return 0;
        return words < MinShared || Meaning.Length == 0 || other.Meaning.Length != Meaning.Length
            ? words
            : Math.Max(words, (words + Dot(Meaning.Span, other.Meaning.Span)) / 2);
    }

    // The questions are self-contained; the embedding is null if none is ready.
    public static async Task<IReadOnlyList<QuestionVector>> OfAsync(
        IReadOnlyList<string> texts, ISearchEngine engine, EmbeddingModel? embedding,
        CancellationToken cancellationToken)
    {
        var known = texts.SelectMany(Language.Words.Of)
            .Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);
        var read = texts.Select(text => Read(Joined(text, known))).ToList();
        var rarity = new Dictionary<(string Language, string Word), double>();
        foreach (var group in read.GroupBy(question => question.Language))
            await CountAsync(
                rarity, [.. group.SelectMany(question => question.Terms).Select(term => term.Word).Distinct()],
                group.Key, engine, cancellationToken).ConfigureAwait(false);
        var meanings = await MeaningsAsync(texts, embedding, cancellationToken).ConfigureAwait(false);
        return [.. read.Select((question, i) => new QuestionVector(
            Weighed(question.Terms, question.Language, rarity), NamesIn(question.Terms), meanings[i]))];
    }

    private static ReadOnlyMemory<float> Unit(ReadOnlyMemory<float> vector)
    {
        var length = MathF.Sqrt(Dot(vector.Span, vector.Span));
        return length > 0 ? Array.ConvertAll(vector.ToArray(), component => component / length) : default;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    // Joins words that another question writes as one: "back up" and "backup".
    private static string Joined(string text, HashSet<string> known)
    {
        var words = Language.Words.Of(text);
        for (var i = words.Count - 1; i > 0; i--)
            if (known.Contains(words[i - 1].Lower + words[i].Lower))
                text = string.Concat(
                    text.AsSpan(0, words[i - 1].Start), words[i - 1].Text, text.AsSpan(words[i].Start));
        return text;
    }

    private static (string Language, IReadOnlyList<Term> Terms) Read(string text)
    {
        var language = Lexicon.LanguageOf([.. Language.Words.Of(text).Select(word => word.Lower)], "en");
        return (language, Terms.Of(text, language));
    }

    private static async Task CountAsync(
        Dictionary<(string, string), double> rarity, string[] words, string language, ISearchEngine engine,
        CancellationToken cancellationToken)
    {
        var counts = await engine.CountAsync(words, language, cancellationToken).ConfigureAwait(false);
        foreach (var (word, count) in words.Zip(counts.PerWord))
            rarity[(language, word)] = Math.Log(1 + (counts.Chunks - count + 0.5) / (count + 0.5));
    }

    private static Dictionary<string, double> Weighed(
        IReadOnlyList<Term> terms, string language, Dictionary<(string, string), double> rarity)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            var stem = Lexicon.Of(language)
                .SameAs(term.Stem).Select(same => same.Stem).Append(term.Stem).Min(StringComparer.Ordinal)!;
            weights[stem] = Math.Max(weights.GetValueOrDefault(stem), term.Weight * rarity[(language, term.Word)]);
        }
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return length > 0
            ? weights.ToDictionary(weight => weight.Key, weight => weight.Value / length, StringComparer.Ordinal)
            : [];
    }

    private static HashSet<string> NamesIn(IReadOnlyList<Term> terms) =>
        [.. terms.Where(term => term.IsName).Select(term => term.Stem)];

    private static async Task<IReadOnlyList<ReadOnlyMemory<float>>> MeaningsAsync(
        IReadOnlyList<string> texts, EmbeddingModel? embedding, CancellationToken cancellationToken)
    {
        if (embedding is null || texts.Count == 0) return new ReadOnlyMemory<float>[texts.Count];
        try
        {
            var made = await embedding.EmbedQuestionsAsync(texts, cancellationToken).ConfigureAwait(false);
            return [.. made.Select(Unit)];
        }
        catch (EmbeddingUnavailableException)
        {
            return new ReadOnlyMemory<float>[texts.Count];
        }
    }
}
