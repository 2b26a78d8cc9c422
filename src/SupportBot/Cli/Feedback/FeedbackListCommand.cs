using System.CommandLine;
using SupportBot.Core.Evaluation.Feedback;

namespace SupportBot.Cli.Feedback;

/// <summary><c>supportbot feedback list</c>: the replies that got a thumb, the latest thumb first.</summary>
internal sealed class FeedbackListCommand : Command
{
    private readonly Option<bool> _down = CommonOptions.Flag("--down", "Only replies with a thumb down.");
    private readonly Option<int> _days = PeriodOptions.Days();
    private readonly Option<string?> _since = PeriodOptions.Since();
    private readonly Option<int> _top = CommonOptions.Top("How many to show.");
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public FeedbackListCommand() : base("list", "List the replies that got a thumb, the latest first. Exit code 0: there are some; 1: there are none; 2: a setting is wrong.")
    {
        foreach (var option in (Option[])[_down, _days, _since, _top, _data, _json]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var since = PeriodOptions.Begin(arguments, _days, _since, services.GetRequiredService<TimeProvider>());
        var replies = (await services.GetRequiredService<JudgedReplies>().ReadAsync(since, cancellationToken))
            .Where(reply => !arguments.GetValue(_down) || reply.Opinions.Any(opinion => !opinion.Helpful))
            .OrderByDescending(reply => reply.Opinions[^1].GivenAt).Take(arguments.GetValue(_top)).ToList();
        if (arguments.GetValue(_json)) JsonOutput.Print(new { replies = replies.Select(Json) });
        else if (replies.Count == 0) Terminal.WriteLine($"No reply got a thumb{(arguments.GetValue(_down) ? " down" : "")} since {since:yyyy-MM-dd}. Look back further with --days N.");
        else foreach (var reply in replies) Show(reply);
        return replies.Count > 0 ? 0 : 1;
    }

    private static void Show(JudgedReply reply)
    {
        Terminal.WriteLine(reply.Question);
        Terminal.WriteLine($"  {reply.Answer.Kind.ToString().ToLowerInvariant()}: {string.Join(", ", reply.Answer.Citations.Select(citation => citation.DocumentId).Distinct())}");
        foreach (var opinion in reply.Opinions) Terminal.WriteLine($"  {OpinionText.Of(opinion)}");
        Terminal.WriteLine($"  supportbot audit show {reply.AuditId ?? $"--conversation {reply.ConversationId}"}");
        Terminal.WriteLine();
    }

    private static object Json(JudgedReply reply) => new
    {
        reply.AuditId,
        reply.ConversationId,
        turn = reply.Number,
        reply.Question,
        reply.Answer,
        opinions = reply.Opinions.Select(OpinionText.Json),
    };
}
