using SupportBot.Core.Answers.Language;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Gaps;

/// <summary>A question for comparison: its words, by how rare they are in the documents, and its embedding.</summary>
/// <param name="Words">Weights of length 1 by stem; of words that mean the same, one stem stands for all. Empty where it has none.</param>
/// <param name="Names">Stems of the words that name something.</param>
/// <param name="Meaning">Of length 1; empty where no embedding is ready or it knows none of the words.</param>
internal sealed record QuestionVector(IReadOnlyDictionary<string, double> Words, IReadOnlySet<string> Names, ReadOnlyMemory<float> Meaning)
{
    /// <summary>What two questions share in words, at least, for their embeddings to count.</summary>
    private const double MinShared = 0.3;

    /// <summary>
    /// 0 to 1: the cosine of the words, or its mean with that of the embeddings where that is more; 0 where both name something,
    /// and nothing in common. An embedding alone cannot tell apart what is not in the documents: to one that was trained on them,
    /// Salesforce and Zendesk are the same.
    /// </summary>
    /// <param name="other">The other question.</param>
    /// <param name="words">The cosine of their words.</param>
    public double Similarity(QuestionVector other, double words)
    {
        if (Names.Count > 0 && other.Names.Count > 0 && !Names.Overlaps(other.Names)) return 0;
        return words < MinShared || Meaning.Length == 0 || other.Meaning.Length != Meaning.Length
            ? words
            : Math.Max(words, (words + Dot(Meaning.Span, other.Meaning.Span)) / 2);
    }

    /// <param name="texts">The questions, each self-contained.</param>
    /// <param name="engine">Knows how rare words are.</param>
    /// <param name="embedding">Null where none is ready.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>In their order.</returns>
    public static async Task<IReadOnlyList<QuestionVector>> OfAsync(
        IReadOnlyList<string> texts, ISearchEngine engine, EmbeddingModel? embedding, CancellationToken cancellationToken)
    {
        var known = texts.SelectMany(Answers.Language.Words.Of).Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);
        var read = texts.Select(text => Read(Joined(text, known))).ToList();
        var rarity = new Dictionary<(string Language, string Word), double>();
        foreach (var group in read.GroupBy(question => question.Language))
            await CountAsync(rarity, [.. group.SelectMany(question => question.Terms).Select(term => term.Word).Distinct()], group.Key, engine, cancellationToken).ConfigureAwait(false);
        var meanings = await MeaningsAsync(texts, embedding, cancellationToken).ConfigureAwait(false);
        return [.. read.Select((question, i) => new QuestionVector(Weighed(question.Terms, question.Language, rarity), NamesIn(question.Terms), meanings[i]))];
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    /// <summary>What one question writes apart and another as one word is one word: "back up".</summary>
    private static string Joined(string text, HashSet<string> known)
    {
        var words = Answers.Language.Words.Of(text);
        for (var i = words.Count - 1; i > 0; i--)
            if (known.Contains(words[i - 1].Lower + words[i].Lower)) text = string.Concat(text.AsSpan(0, words[i - 1].Start), words[i - 1].Text, text.AsSpan(words[i].Start));
        return text;
    }

    private static (string Language, IReadOnlyList<Term> Terms) Read(string text)
    {
        var language = Lexicon.LanguageOf([.. Answers.Language.Words.Of(text).Select(word => word.Lower)], "en");
        return (language, Terms.Of(text, language));
    }

    private static async Task CountAsync(
        Dictionary<(string, string), double> rarity, string[] words, string language, ISearchEngine engine, CancellationToken cancellationToken)
    {
        var counts = await engine.CountAsync(words, language, cancellationToken).ConfigureAwait(false);
        foreach (var (word, count) in words.Zip(counts.PerWord)) rarity[(language, word)] = Math.Log(1 + (counts.Chunks - count + 0.5) / (count + 0.5));
    }

    private static Dictionary<string, double> Weighed(IReadOnlyList<Term> terms, string language, Dictionary<(string, string), double> rarity)
    {
        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            var stem = Lexicon.Of(language).SameAs(term.Stem).Select(same => same.Stem).Append(term.Stem).Min(StringComparer.Ordinal)!;
            weights[stem] = Math.Max(weights.GetValueOrDefault(stem), term.Weight * rarity[(language, term.Word)]);
        }
        var length = Math.Sqrt(weights.Values.Sum(weight => weight * weight));
        return length > 0 ? weights.ToDictionary(weight => weight.Key, weight => weight.Value / length, StringComparer.Ordinal) : [];
    }

    private static HashSet<string> NamesIn(IReadOnlyList<Term> terms) => [.. terms.Where(term => term.IsName).Select(term => term.Stem)];

    private static async Task<IReadOnlyList<ReadOnlyMemory<float>>> MeaningsAsync(IReadOnlyList<string> texts, EmbeddingModel? embedding, CancellationToken cancellationToken)
    {
        if (embedding is null || texts.Count == 0) return new ReadOnlyMemory<float>[texts.Count];
        try
        {
            var made = await embedding.Generator.GenerateAsync(texts, CachedEmbedding.NotKept, cancellationToken).ConfigureAwait(false);
            return [.. made.Select(vector => vector.Vector)];
        }
        catch (EmbeddingUnavailableException)
        {
            return new ReadOnlyMemory<float>[texts.Count];
        }
    }
}
