using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine.Searching;

/// <summary>Counts chunks by words: their stems first, then all stems in one request.</summary>
internal sealed class WordCounting(ElasticsearchClient client, string alias)
{
    private static readonly IReadOnlyList<string> Nothing = [];

    public async Task<WordCounts> CountAsync(IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        var stems = await StemsAsync(words, language, cancellationToken).ConfigureAwait(false);
        string[] distinct = [.. stems.SelectMany(parts => parts).Distinct(StringComparer.Ordinal)];
        WriteJson[] queries = [.. from stem in distinct from text in Fields.Texts select Query.Term(Fields.In(text, Languages.FieldOf(language)), stem)];
        var answer = await client.Searches.CountEachAsync(alias, Query.Bool([], [Query.Term(Fields.Language, language)]), queries, cancellationToken).ConfigureAwait(false);
        if (answer.Error?.IsMissingIndex() == true) return new WordCounts(0, [.. words.Select(_ => 0L)]);
        var counts = answer.OrThrow();
        var perStem = distinct.Zip(counts.Each.Chunk(Fields.Texts.Count), (stem, each) => (stem, each.Max())).ToDictionary(pair => pair.stem, pair => pair.Item2, StringComparer.Ordinal);
        // A word that the analyzer takes apart is as rare as its rarest part, and a stop word is everywhere.
        return new WordCounts(counts.Total, [.. stems.Select(parts => parts.Count == 0 ? counts.Total : parts.Min(part => perStem[part]))]);
    }

    /// <summary>What the language's analyzer makes of each word; all words go through it in one text, a line each.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> StemsAsync(IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        if (words.Count == 0) return [];
        var text = string.Join('\n', words.Select(word => word.Replace('\n', ' ')));
        var answer = await client.Indices.AnalyzeAsync(alias, Languages.AnalyzerOf(Languages.FieldOf(language)), text, cancellationToken).ConfigureAwait(false);
        if (answer.Error?.IsMissingIndex() == true) return [.. words.Select(_ => Nothing)];
        var stems = answer.OrThrow().Tokens.ToLookup(token => text.AsSpan(0, token.StartOffset).Count('\n'), token => token.Token);
        return [.. words.Select((_, i) => stems[i].ToList())];
    }
}
