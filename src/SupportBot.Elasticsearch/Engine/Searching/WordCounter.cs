using System.Text.Json;
using Elastic.Clients.Elasticsearch.Aggregations;
using Elastic.Clients.Elasticsearch.IndexManagement;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SearchRequest = Elastic.Clients.Elasticsearch.SearchRequest;

namespace SupportBot.Elasticsearch.Engine.Searching;

internal sealed class WordCounter(ElasticsearchCluster cluster, string alias)
{
    private const string Counts = "counts";

    public async Task<ElasticsearchResult<WordCounts>> CountAsync(
        IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        var analyzed = await StemsAsync(words, language, cancellationToken);
        if (!analyzed.Succeeded) return OrNothing(analyzed.Error, words);
        var stems = analyzed.Value;
        string[] distinct = [.. stems.SelectMany(parts => parts).Distinct(StringComparer.Ordinal)];
        Query[] queries =
        [
            .. from stem in distinct
               from text in IndexFields.Texts
               select (Query)new TermQuery(IndexFields.In(text, Languages.FieldOf(language)), stem),
        ];
        var filter = new TermQuery(IndexFields.Language, language);
        var answer = await CountEachAsync(filter, queries, cancellationToken);
        if (!answer.Succeeded) return OrNothing(answer.Error, words);
        var (total, each) = answer.Value;
        var perStem = distinct.Zip(each.Chunk(IndexFields.Texts.Count))
            .ToDictionary(pair => pair.First, pair => pair.Second.Max(), StringComparer.Ordinal);
        // A word that the analyzer splits is as rare as its rarest part; stop words occur everywhere.
        var perWord = stems.Select(parts => parts.Count == 0 ? total : parts.Min(part => perStem[part]));
        return new WordCounts(total, [.. perWord]);
    }

    // The counts are from the same state of the index.
    public async Task<ElasticsearchResult<(long Total, long[] Each)>> CountEachAsync(
        Query filter, IReadOnlyList<Query> queries, CancellationToken cancellationToken)
    {
        var request = new SearchRequest(alias)
        {
            Size = 0, Source = false, TrackTotalHits = true, Query = new BoolQuery { Filter = [filter] },
        };
        // Anonymous filters return their buckets in order.
        var filters = new FiltersAggregation { Filters = new Buckets<Query>([.. queries]) };
        if (queries.Count > 0) request.Aggregations = new Dictionary<string, Aggregation> { [Counts] = filters };
        var answer = await cluster.SearchAsync(
            (client, token) => client.SearchAsync<JsonElement>(request, token), cancellationToken);
        if (!answer.Succeeded) return answer.Error;
        if (CallErrors.OfPart(answer.Value.TimedOut, answer.Value.Shards) is { } partial) return partial;
        var buckets = queries.Count == 0 ? [] : answer.Value.Aggregations?.GetFilters(Counts)?.Buckets;
        if (buckets?.Count != queries.Count || answer.Value.Total < 0) return CallErrors.Unreadable();
        return (answer.Value.Total, buckets.Select(bucket => bucket.DocCount).ToArray());
    }

    private async Task<ElasticsearchResult<List<string>[]>> StemsAsync(
        IReadOnlyList<string> words, string language, CancellationToken cancellationToken)
    {
        if (words.Count == 0) return Array.Empty<List<string>>();
        var text = string.Join('\n', words.Select(word => word.Replace('\n', ' ')));
        var analyzer = Languages.AnalyzerOf(Languages.FieldOf(language));
        var request = new AnalyzeIndexRequest(alias) { Analyzer = analyzer, Text = [text] };
        var answer = await cluster.ManageAsync(
            (client, token) => client.Indices.AnalyzeAsync(request, token), cancellationToken);
        if (!answer.Succeeded) return answer.Error;
        if (answer.Value.Tokens is not { } tokens) return CallErrors.Unreadable();
        var stems = tokens.ToLookup(token => text.AsSpan(0, (int)token.StartOffset).Count('\n'), token => token.Token);
        return words.Select((_, i) => stems[i].ToList()).ToArray();
    }

    private static ElasticsearchResult<WordCounts> OrNothing(ElasticsearchError error, IReadOnlyList<string> words) =>
        error.IsMissingIndex() ? new WordCounts(0, [.. words.Select(_ => 0L)]) : error;
}
