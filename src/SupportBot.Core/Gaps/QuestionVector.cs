using System.Numerics.Tensors;
using SupportBot.Core.Language;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Knowledge;

namespace SupportBot.Core.Gaps;

// Words are weights by stem, scaled to length 1, with one stem for synonyms; empty without words. Names are the stems
// of words that name something. Meaning has length 1; empty if no embedding is ready for the question's language or it
// knows none of the words.
internal sealed record QuestionVector(
    string Language, IReadOnlyDictionary<string, double> Words, IReadOnlySet<string> Names,
    ReadOnlyMemory<float> Meaning)
{
    // Minimum word overlap of two questions for an embedding that was trained on the documents to count: it cannot
    // distinguish words that are not in them, such as Salesforce and Zendesk.
    private const double MinShared = 0.3;

    // The cosine of two unrelated questions by a sentence model, and the weight of its cosine beside that of the words.
    // Measured on CLINC150's validation questions by the benchmark groups.
    private const double Unrelated = 0.4;
    private const double OfMeaning = 0.7;

    // Whether its meaning can be compared with that of questions that share no word.
    public bool IsOfSentenceModel { get; init; }

    // From 0 to 1: the cosine of the words, or its mean with that of the embeddings if higher; 0 if both name things
    // and share no name.
    public double Similarity(QuestionVector other, double words)
    {
        if (Names.Count > 0 && other.Names.Count > 0 && !Names.Overlaps(other.Names)) return 0;
        if (Meaning.Length == 0 || other.Meaning.Length != Meaning.Length || other.Language != Language) return words;
        var cosine = Dot(Meaning.Span, other.Meaning.Span);
        if (IsOfSentenceModel)
            return Math.Max(
                words, OfMeaning * (cosine - Unrelated) / (1 - Unrelated) + (1 - OfMeaning) * words);
        return words < MinShared ? words : Math.Max(words, (words + cosine) / 2);
    }

    // The questions are self-contained; the embedding is null if none is ready.
    public static async Task<IReadOnlyList<QuestionVector>> OfAsync(
        IReadOnlyList<string> texts, ISearchEngine engine, EmbeddingModel? embedding,
        CancellationToken cancellationToken)
    {
        var known = texts.SelectMany(Core.Language.Words.Of)
            .Select(word => word.Lower).ToHashSet(StringComparer.Ordinal);
        var read = texts.Select(text => Read(Joined(text, known))).ToList();
        var rarity = new Dictionary<(string Language, string Word), double>();
        foreach (var group in read.GroupBy(question => question.Language))
            await CountAsync(
                rarity, [.. group.Select(question => question.Terms)], group.Key, engine, cancellationToken)
                .ConfigureAwait(false);
        var meanings = new ReadOnlyMemory<float>[texts.Count];
        foreach (var group in read.Index().GroupBy(question => question.Item.Language, question => question.Index))
            await EmbedAsync(texts, meanings, [.. group], embedding?.ForLanguage(group.Key), cancellationToken)
                .ConfigureAwait(false);
        return [.. read.Select((question, i) => new QuestionVector(
            question.Language, Weighed(question.Terms, question.Language, rarity), NamesIn(question.Terms),
            meanings[i])
        {
            IsOfSentenceModel = meanings[i].Length > 0
                && embedding!.ForLanguage(question.Language) is { IsTrained: false },
        })];
    }

    private static ReadOnlyMemory<float> Unit(ReadOnlyMemory<float> vector)
    {
        var length = MathF.Sqrt(Dot(vector.Span, vector.Span));
        return length > 0 ? Array.ConvertAll(vector.ToArray(), component => component / length) : default;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        return TensorPrimitives.Dot(a, b);
    }

    // Joins words that another question writes as one: "back up" and "backup".
    private static string Joined(string text, HashSet<string> known)
    {
        var words = Core.Language.Words.Of(text);
        for (var i = words.Count - 1; i > 0; i--)
            if (known.Contains(words[i - 1].Lower + words[i].Lower))
                text = string.Concat(
                    text.AsSpan(0, words[i - 1].Start), words[i - 1].Text, text.AsSpan(words[i].Start));
        return text;
    }

    private static (string Language, IReadOnlyList<Term> Terms) Read(string text)
    {
        var language = Lexicon.LanguageOf([.. Core.Language.Words.Of(text).Select(word => word.Lower)], "en");
        return (language, Terms.Of(text, language));
    }

    // Where no document is in the language, the questions themselves tell how rare a word is.
    private static async Task CountAsync(
        Dictionary<(string, string), double> rarity, IReadOnlyList<IReadOnlyList<Term>> questions, string language,
        ISearchEngine engine, CancellationToken cancellationToken)
    {
        var asked = questions.SelectMany(terms => terms.Select(term => term.Word).Distinct()).CountBy(word => word)
            .ToList();
        var counts = await engine.CountAsync([.. asked.Select(word => word.Key)], language, cancellationToken)
            .ConfigureAwait(false);
        foreach (var ((word, times), held) in asked.Zip(counts.PerWord))
        {
            var (count, all) = counts.Chunks > 0 ? (held, counts.Chunks) : (times, questions.Count);
            rarity[(language, word)] = Math.Log(1 + (all - count + 0.5) / (count + 0.5));
        }
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

    private static async Task EmbedAsync(
        IReadOnlyList<string> texts, ReadOnlyMemory<float>[] meanings, int[] questions, EmbeddingModel? embedding,
        CancellationToken cancellationToken)
    {
        if (embedding is null) return;
        try
        {
            var made = await embedding.EmbedQuestionsAsync(
                [.. questions.Select(question => texts[question])], cancellationToken).ConfigureAwait(false);
            foreach (var (question, vector) in questions.Zip(made)) meanings[question] = Unit(vector);
        }
        catch (EmbeddingUnavailableException)
        {
            // The words alone tell.
        }
    }
}
