using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportBot.Core.Evaluation.Answers;
using SupportBot.Core.Evaluation.Feedback;
using SupportBot.Logging;

namespace SupportBot.Cli.Feedback;

internal sealed class FeedbackExportCommand : DataCommand
{
    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly Option<string?> _as = CommonOptions.Choice(
        "--as", "What to write: eval, for eval answers, which is the default.", "FORMAT", "eval");
    private readonly Option<string?> _out = CommonOptions.Text(
        "--out", "FILE", "The file to write; without it the lines are printed.");
    private readonly Option<bool> _redact = CommonOptions.Flag(
        "--redact",
        "Replace addresses, numbers and other data of people whose form tells them, and name conversations anew.");
    private readonly Option<int> _days = PeriodOptions.Days();
    private readonly Option<string?> _since = PeriodOptions.Since();

    public FeedbackExportCommand() : base("export",
        "Write the replies that got a thumb as questions for eval answers, one JSON object a line. "
        + "Exit code 0: written; 1: there are none; 2: a setting or the file is wrong.") =>
        Add(_as, _out, _redact, _days, _since);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var since = PeriodOptions.Begin(arguments, _days, _since, services.GetRequiredService<TimeProvider>());
        var replies = await services.GetRequiredService<RatedReplies>().ReadAsync(since, cancellationToken);
        AnswerCase[] cases = arguments.GetValue(_redact)
            ? [.. Redacted(replies, services.GetRequiredService<Redactor>())]
            : [.. replies.Select(reply => reply.ToCase())];
        if (cases.Length > 0) Write(cases, arguments.GetValue(_out));
        else Terminal.WriteError($"No reply got a thumb since {since:yyyy-MM-dd}. Look back further with --days N.");
        return cases.Length > 0 ? 0 : 1;
    }

    // Also renames conversations, since a conversation id can contain a person's id.
    private static IEnumerable<AnswerCase> Redacted(IReadOnlyList<RatedReply> replies, Redactor redactor) =>
        from conversation in replies.GroupBy(reply => reply.ConversationId).Index()
        from reply in conversation.Item
        let one = (reply with { ConversationId = $"c{conversation.Index + 1}" }).ToCase()
        select one with
        {
            Question = redactor.Redact(one.Question),
            History = [.. (one.History ?? []).Select(redactor.Redact)],
            Note = one.Note is null ? null : redactor.Redact(one.Note),
        };

    private static void Write(AnswerCase[] cases, string? file)
    {
        var lines = cases.Select(one => JsonSerializer.Serialize(one, Line));
        if (file is null)
        {
            foreach (var line in lines) Terminal.WriteJson(line);
            return;
        }
        OutputFile.Write(file, "--out", path => File.WriteAllLines(path, lines));
        Terminal.WriteLine($"{Path.GetFullPath(file)}: "
            + $"{cases.Length} questions, {cases.Count(one => one.Review)} of them for review.");
    }
}
