using System.Text.Json;
using SupportBot.Core.Gaps;
using SupportBot.Core.Knowledge;

namespace SupportBot.Cli.Gaps;

/// <summary>What <c>gaps --json</c> prints; times are ISO 8601 in UTC.</summary>
internal sealed record GapsJson(DateTimeOffset Since, int Questions, int Conversations, int Groups, IReadOnlyList<GapsJson.Group> Gaps)
{
    public static GapsJson Of(GapReport report) => new(report.Since, report.Questions, report.Conversations, report.Groups, [.. report.Gaps.Select(Group.Of)]);

    internal sealed record Group(
        string Question, int Count, int Conversations, DateTimeOffset Last, IReadOnlyDictionary<string, int> Reasons,
        IReadOnlyList<string> Comments, IReadOnlyList<Example> Examples, IReadOnlyList<Near> Nearest)
    {
        public static Group Of(Gap gap) => new(
            gap.Question, gap.Questions.Count, gap.Conversations, gap.Last, gap.Reasons.OrderBy(reason => reason.Key).ToDictionary(reason => Name(reason.Key), reason => reason.Value), gap.Comments,
            [.. gap.Questions.Select(question => new Example(question.Question, question.ConversationId, question.Number, question.At, [.. question.Reasons.Select(Name)]))],
            [.. gap.Nearest.Select(Near.Of)]);

        private static string Name(GapReason reason) => JsonNamingPolicy.CamelCase.ConvertName(reason.ToString());
    }

    internal sealed record Example(string Question, string ConversationId, long Turn, DateTimeOffset At, IReadOnlyList<string> Reasons);

    internal sealed record Near(string DocumentId, string Title, string Section, string Url, string Audience, double Score, double Coverage)
    {
        public static Near Of(NearDocument near) => new(
            near.DocumentId, near.Title, near.Section, near.Url, AudienceName.Of(near.Audience), Math.Round(near.Score, 4), Math.Round(near.Coverage, 4));
    }
}
