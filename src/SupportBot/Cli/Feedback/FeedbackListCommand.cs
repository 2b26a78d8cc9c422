using System.CommandLine;
using SupportBot.Core.Evaluation.Feedback;

namespace SupportBot.Cli.Feedback;

internal sealed class FeedbackListCommand : ReportCommand
{
    private readonly Option<bool> _down = CommonOptions.Flag("--down", "Only replies with a thumb down.");
    private readonly Option<int> _days = PeriodOptions.Days();
    private readonly Option<string?> _since = PeriodOptions.Since();
    private readonly Option<int> _top = CommonOptions.Top("How many to show.");

    public FeedbackListCommand() : base("list", "List the replies that got a thumb, the latest first. "
        + "Exit code 0: there are some; 1: there are none; 2: a setting is wrong.") => Add(_down, _days, _since, _top);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var since = PeriodOptions.Begin(arguments, _days, _since, services.GetRequiredService<TimeProvider>());
        var onlyDown = arguments.GetValue(_down);
        var replies = (await services.GetRequiredService<RatedReplies>().ReadAsync(since, cancellationToken))
            .Where(reply => !onlyDown || reply.Opinions.Any(opinion => !opinion.Helpful))
            .OrderByDescending(reply => reply.Opinions[^1].GivenAt).Take(arguments.GetValue(_top)).ToList();
        return new(new { replies = replies.Select(Json) }, () => Show(replies, onlyDown, since), replies.Count > 0);
    }

    private static void Show(List<RatedReply> replies, bool onlyDown, DateTimeOffset since)
    {
        foreach (var reply in replies) Show(reply);
        if (replies.Count == 0)
            Terminal.WriteLine(
                $"No reply got a thumb{(onlyDown ? " down" : "")} since {since:yyyy-MM-dd}. "
                    + $"Look back further with --days N.");
    }

    private static void Show(RatedReply reply)
    {
        var documents = reply.Answer.Citations.Select(citation => citation.DocumentId).Distinct();
        Terminal.WriteLine(reply.Question);
        Terminal.WriteLine($"  {reply.Answer.Kind.ToString().ToLowerInvariant()}: {string.Join(", ", documents)}");
        foreach (var opinion in reply.Opinions) Terminal.WriteLine($"  {FeedbackText.Of(opinion)}");
        Terminal.WriteLine($"  supportbot audit show {reply.AuditId ?? $"--conversation {reply.ConversationId}"}");
        Terminal.WriteLine();
    }

    private static object Json(RatedReply reply) => new
    {
        reply.AuditId,
        reply.ConversationId,
        turn = reply.Number,
        reply.Question,
        reply.Answer,
        opinions = reply.Opinions.Select(FeedbackText.Json),
    };
}
