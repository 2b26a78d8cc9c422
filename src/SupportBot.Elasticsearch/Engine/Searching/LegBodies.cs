using Elastic.Clients.Elasticsearch;
using Elastic.Clients.Elasticsearch.Core.MSearch;
using Elastic.Clients.Elasticsearch.QueryDsl;
using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SearchRequest = SupportBot.Core.Knowledge.SearchRequest;

namespace SupportBot.Elasticsearch.Engine.Searching;

/// <summary>The two searches of a question. Each also finds what the index says of itself.</summary>
internal static class LegBodies
{
    /// <summary>Neighbours beyond those asked for: equals are ordered by id and not by where they lie.</summary>
    private const int Spare = 10;

    private const int Oversample = 3;
    private const int MaxCandidates = 10_000;

    /// <summary>Fewer cost hardly less, and bits alone order few candidates too badly to choose from them.</summary>
    private const int FewestNeighbours = 100;

    /// <summary>By words: a sum over the fields, as the embedded engine has it.</summary>
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

    /// <summary>By the question's vector; null where the index has none that can be compared with it.</summary>
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

    /// <summary>Ids and scores, no texts, and no count of what is left out.</summary>
    private static MultisearchBody Body(int size) => new()
    {
        Size = size, Source = false, TrackTotalHits = false, DocvalueFields = [new FieldAndFormat(IndexFields.State)],
    };

    /// <summary>Fields have no positions: synonyms of several words are joined by AND, and not as a phrase.</summary>
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
