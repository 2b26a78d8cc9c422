using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine.Searching;

/// <summary>Counts chunks by words: their stems first, then all stems in one request.</summary>
internal sealed class WordCounting(ElasticsearchClient client, string alias)
{
    public async Task<ElasticsearchResult<WordCounts>> CountAsync(IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        var analyzed = await StemsAsync(words, language, cancellationToken).ConfigureAwait(false);
        if (!analyzed.Succeeded) return OrNothing(analyzed.Error, words);
        var stems = analyzed.Value;
        string[] distinct = [.. stems.SelectMany(parts => parts).Distinct(StringComparer.Ordinal)];
        WriteJson[] queries = [.. from stem in distinct from text in Fields.Texts select Query.Term(Fields.In(text, Languages.FieldOf(language)), stem)];
        var answer = await client.Searches.CountEachAsync(alias, Query.Bool([], [Query.Term(Fields.Language, language)]), queries, cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded) return OrNothing(answer.Error, words);
        var counts = answer.Value;
        var perStem = distinct.Zip(counts.Each.Chunk(Fields.Texts.Count), (stem, each) => (stem, each.Max())).ToDictionary(pair => pair.stem, pair => pair.Item2, StringComparer.Ordinal);
        // A word that the analyzer takes apart is as rare as its rarest part, and a stop word is everywhere.
        return new WordCounts(counts.Total, [.. stems.Select(parts => parts.Count == 0 ? counts.Total : parts.Min(part => perStem[part]))]);
    }

    /// <summary>What the language's analyzer makes of each word; all words go through it in one text, a line each.</summary>
    private async Task<ElasticsearchResult<List<string>[]>> StemsAsync(IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        if (words.Count == 0) return Array.Empty<List<string>>();
        var text = string.Join('\n', words.Select(word => word.Replace('\n', ' ')));
        var answer = await client.Indices.AnalyzeAsync(alias, Languages.AnalyzerOf(Languages.FieldOf(language)), text, cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded) return answer.Error;
        var stems = answer.Value.Tokens.ToLookup(token => text.AsSpan(0, token.StartOffset).Count('\n'), token => token.Token);
        return words.Select((_, i) => stems[i].ToList()).ToArray();
    }

    /// <summary>Where there is no index there are no words.</summary>
    private static ElasticsearchResult<WordCounts> OrNothing(ElasticsearchError error, IReadOnlyList<string> words) =>
        error.IsMissingIndex() ? new WordCounts(0, [.. words.Select(_ => 0L)]) : error;
}
