using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SearchRequest = SupportBot.Core.Knowledge.SearchRequest;

namespace SupportBot.Elasticsearch.Engine.Searching;

internal static class LegQueries
{
    // Additional neighbors, so that ties are ordered by id.
    private const int Spare = 10;

    private const int Oversample = 3;
    private const int MaxCandidates = 10_000;

    // Fewer are hardly cheaper, and binary vectors order few candidates poorly.
    private const int FewestNeighbours = 100;

    public static MultisearchBody Words(SearchRequest request, IndexContent content)
    {
        var body = Body(request.Top + 1);
        body.Sort =
        [
            new SortOptions { Score = new ScoreSort { Order = SortOrder.Desc } },
            new FieldSort(IndexFields.ChunkId) { Order = SortOrder.Asc },
        ];
        var languages = request.Language is { } language ? [Languages.FieldOf(language)] : content.Languages;
        var shared = languages.Intersect(content.Languages, StringComparer.Ordinal);
        string[] fields = [.. from field in shared from text in IndexFields.Texts select IndexFields.In(text, field)];
        var question = new BoolQuery { Must = [Question(request.Text, fields)], Filter = Filter(request) };
        body.Query = IndexContent.Query;
        if (fields.Length > 0) body.Query = new BoolQuery { Should = [IndexContent.Query, question] };
        return body;
    }

    // Null if the index has no comparable vectors.
    public static MultisearchBody? Vectors(SearchRequest request, IndexContent content)
    {
        if (request.ModelHash is null || request.ModelHash != content.State.ModelHash) return null;
        if (request.Vector.Length != content.Dimensions || content.Dimensions == 0) return null;
        if (UnitVector.Of(request.Vector) is not { IsEmpty: false } vector) return null;
        var k = Math.Clamp(request.Top + Spare, FewestNeighbours, MaxCandidates / Oversample);
        var body = Body(k + 1);
        body.Query = IndexContent.Query;
        body.Knn =
        [
            new KnnSearch(IndexFields.Vector)
            {
                QueryVector = vector.ToArray(), K = k, NumCandidates = k * Oversample, Filter = Filter(request),
                RescoreVector = new RescoreVector(Oversample),
            },
        ];
        return body;
    }

    private static MultisearchBody Body(int size) => new()
    {
        Size = size, Source = false, TrackTotalHits = false, DocvalueFields = [new FieldAndFormat(IndexFields.State)],
    };

    // Fields have no positions, so synonyms of several words are combined by AND instead of a phrase query.
    private static MultiMatchQuery Question(string text, string[] fields) =>
        new(QuestionText.Beginning(text, fields.Length))
        {
            Fields = fields, Type = TextQueryType.MostFields, AutoGenerateSynonymsPhraseQuery = false,
        };

    private static List<Query> Filter(SearchRequest request)
    {
        FieldValue[] audiences = [.. request.Audiences.Select(audience => (FieldValue)AudienceName.Of(audience))];
        List<Query> filter = [new TermsQuery(IndexFields.Audience, audiences)];
        if (request.Language is not null) filter.Add(new TermQuery(IndexFields.Language, request.Language));
        return filter;
    }
}
