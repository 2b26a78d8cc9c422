using System.Threading.Channels;
using Microsoft.Extensions.Options;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Voice.Versions;
using SupportBot.Dialogs;
using SupportBot.Hosting;
using SupportBot.Models;
using SupportBot.Models.Usage;

namespace SupportBot.Tuning;

// Answers customers, and afterwards counts the checks of facts of the version that is watched, lets a shadow write the
// same answer, and rolls a version back that fails more often than what it is compared with.
internal sealed partial class VoiceTrial(
    CountedAnswers answers, VoicePipelines pipelines, VoiceVersionStore versions, VoiceSwitch voices,
    UsageHistory usage, IOptions<ModelsOptions> models, ServiceSupervisor supervisor, ILogger<VoiceTrial> log)
    : BackgroundService
{
    private const string Service = "Voice trial";

    // Replies that wait to be counted. More are not counted, so that a slow shadow never holds up memory.
    private const int MaxWaiting = 64;

    // Share of the day's budget above which no shadow writes: the rest is for customers.
    private const double ShadowBudget = .5;

    private readonly Channel<WrittenReply> _written = Channel.CreateBounded<WrittenReply>(
        new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public async Task<Answer> AnswerAsync(Question question, ShowAnswer show, CancellationToken cancellationToken)
    {
        var answer = await answers.AnswerAsync(question, show, cancellationToken);
        if (answer.Trace.Draft is { Sentences: > 0 } draft) _written.Writer.TryWrite(new WrittenReply(question, draft));
        return answer;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var reply in _written.Reader.ReadAllAsync(stoppingToken))
        {
            // Each on its own, so that no reply is counted twice.
            if (await supervisor.RetryAsync(Service, stopping => CountAsync(reply, stopping), stoppingToken) is { } it)
                await supervisor.RetryAsync(Service, stopping => FollowAsync(it, reply, stopping), stoppingToken);
        }
    }

    // Returns the version that is watched; null for none.
    internal async Task<VoiceVersion?> CountAsync(WrittenReply reply, CancellationToken cancellationToken)
    {
        if ((await versions.RosterAsync(cancellationToken)).Watched is not { } watched) return null;
        await versions.CountAsync(watched.Number, reply.Draft.Voice == watched.Id, reply.Draft.FactFailures > 0);
        return watched;
    }

    // Returns whether the version was rolled back.
    internal async Task<bool> FollowAsync(
        VoiceVersion watched, WrittenReply reply, CancellationToken cancellationToken)
    {
        if (watched.State == VoiceState.Shadow) await ShadowAsync(watched, reply.Question, cancellationToken);
        return await RollBackIfWorseAsync(watched, cancellationToken);
    }

    private async Task ShadowAsync(VoiceVersion shadow, Question question, CancellationToken cancellationToken)
    {
        var budget = Budget.Of(models.Value, await usage.ReadAsync(days: 1, cancellationToken));
        if (budget.Taken >= ShadowBudget) return;
        var answer = await pipelines.With(new ServingVoice(shadow.Id, shadow.Model))
            .AnswerAsync(question, cancellationToken);
        if (answer.Trace.Draft is { Sentences: > 0 } draft)
            await versions.CountAsync(shadow.Number, isItsOwn: true, draft.FactFailures > 0);
    }

    private async Task<bool> RollBackIfWorseAsync(VoiceVersion watched, CancellationToken cancellationToken)
    {
        var (own, others) = await versions.CountsAsync(watched.Number, cancellationToken);
        var compared = Compared(watched, others);
        if (!LiveFailureTest.IsWorse(own, compared)) return false;
        var reason = $"rolled back automatically: {own.Failures} of {own.Replies} replies failed a check of facts, "
            + $"but {compared.Failures} of {compared.Replies} of the replies it is compared with";
        var (back, hint) = await voices.RollBackAsync(reason, watched.Number, cancellationToken);
        if (back is not null) RolledBack(log, watched.Id, reason, hint);
        return back is not null;
    }

    // Before enough customers were answered, the held-out questions of the evaluation are added.
    private static ReplyCount Compared(VoiceVersion watched, ReplyCount others) =>
        others.Replies >= LiveFailureRules.Default.MinReplies || watched.Evaluation is not { BaseReplies: var before }
            ? others
            : new ReplyCount(others.Replies + before.Replies, others.Failures + before.Failures);

    [LoggerMessage(LogLevel.Warning, "The voice {Version} was {Reason}. {Hint}")]
    private static partial void RolledBack(ILogger log, string version, string reason, string hint);
}

internal sealed record WrittenReply(Question Question, DraftTrace Draft);
