using System.Text.Json;
using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;

namespace SupportBot.Cli.Gaps;

internal sealed record GapsJson(
    DateTimeOffset Since, int Questions, int Conversations, int Groups, IReadOnlyList<GapsJson.GroupJson> Gaps,
    IReadOnlyList<UnknownWord> UnknownWords)
{
    public static GapsJson Of(GapReport report) => new(
        report.Since, report.Questions, report.Conversations, report.Groups, [.. report.Gaps.Select(GroupJson.Of)],
        report.UnknownWords);

    internal sealed record GroupJson(
        string Question, int Count, int Conversations, DateTimeOffset Last, IReadOnlyDictionary<string, int> Reasons,
        IReadOnlyList<string> Comments, IReadOnlyList<ExampleJson> Examples, IReadOnlyList<NearDocumentJson> Nearest,
        string? AgentAnswer)
    {
        public static GroupJson Of(Gap gap) => new(
            gap.Question, gap.Questions.Count, gap.Conversations, gap.Last,
            gap.Reasons.OrderBy(reason => reason.Key).ToDictionary(reason => Name(reason.Key), reason => reason.Value),
            gap.Comments,
            [.. gap.Questions.Select(question => new ExampleJson(question.Question, question.ConversationId,
                question.Number, question.At, [.. question.Reasons.Select(Name)]))],
            [.. gap.Nearest.Select(NearDocumentJson.Of)], gap.Answer?.Text);

        private static string Name(GapReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
    }

    internal sealed record ExampleJson(
        string Question, string ConversationId, long Turn, DateTimeOffset At, IReadOnlyList<string> Reasons);

    internal sealed record NearDocumentJson(
        string DocumentId, string Title, string Section, string Url, string Audience, double Score, double Coverage,
        double? Similarity)
    {
        public static NearDocumentJson Of(NearDocument near) => new(
            near.DocumentId, near.Title, near.Section, near.Url, AudienceName.Of(near.Audience),
            Math.Round(near.Score, 4), Math.Round(near.Coverage, 4),
            near.Similarity is { } cosine ? Math.Round(cosine, 4) : null);
    }
}
