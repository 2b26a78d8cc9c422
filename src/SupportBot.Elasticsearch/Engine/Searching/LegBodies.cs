using SupportBot.Core.Knowledge;
using SupportBot.Elasticsearch.Engine.Layout;
using SupportBot.Elasticsearch.Protocol;
using SupportBot.Elasticsearch.Search;

namespace SupportBot.Elasticsearch.Engine.Searching;

/// <summary>The two searches of a question. Each also finds what the index says of itself.</summary>
internal static class LegBodies
{
    /// <summary>Neighbours beyond those asked for, so that equals are ordered by id and not by where they lie.</summary>
    private const int Spare = 10;

    private const int Oversample = 3;
    private const int MostCandidates = 10_000;

    /// <summary>Fewer neighbours cost hardly less, and bits alone order few candidates too badly to choose from them.</summary>
    private const int FewestNeighbours = 100;

    /// <summary>By words: a sum over the fields, as the embedded engine has it.</summary>
    public static SearchBody Words(SearchRequest request, IndexContent content)
    {
        var languages = request.Language is { } language ? [Languages.FieldOf(language)] : content.Languages;
        string[] fields = [.. from field in languages.Intersect(content.Languages, StringComparer.Ordinal) from text in Fields.Texts select Fields.In(text, field)];
        var question = Query.MultiMatch(QuestionText.Beginning(request.Text, fields.Length), fields, "most_fields", hasPositions: false);
        return new SearchBody
        {
            Size = request.Top + 1,
            ShownField = Fields.State,
            TieBreak = Fields.ChunkId,
            Query = fields.Length == 0 ? IndexContent.Query : Query.Any([IndexContent.Query, Query.Bool([question], Filter(request))]),
        };
    }

    /// <summary>By the question's vector; null where the index has none that can be compared with it.</summary>
    public static SearchBody? Vectors(SearchRequest request, IndexContent content)
    {
        if (request.ModelHash is null || request.ModelHash != content.State.ModelHash || request.Vector.Length != content.Dimensions || content.Dimensions == 0) return null;
        if (UnitVector.Of(request.Vector) is not { IsEmpty: false } vector) return null;
        var k = Math.Clamp(request.Top + Spare, FewestNeighbours, MostCandidates / Oversample);
        return new SearchBody
        {
            Size = k + 1,
            ShownField = Fields.State,
            Query = IndexContent.Query,
            Knn = new KnnQuery(Fields.Vector, vector, k, k * Oversample, Filter(request), Oversample),
        };
    }

    private static List<WriteJson> Filter(SearchRequest request)
    {
        List<WriteJson> filter = [Query.Terms(Fields.Audience, request.Audiences.Select(AudienceName.Of))];
        if (request.Language is not null) filter.Add(Query.Term(Fields.Language, request.Language));
        return filter;
    }
}
