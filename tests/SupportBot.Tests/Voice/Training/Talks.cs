using System.Text.Json;
using SupportBot.Core.Conversations;
using SupportBot.Core.Handoff;
using SupportBot.Core.Voice.Training;
using SupportBot.Logging;
using SupportBot.Tests.Audit;

namespace SupportBot.Tests.Voice.Training;

/// <summary>Audited conversations that customers rate and agents answer, and the training rows of them.</summary>
internal sealed class Talks : IAsyncDisposable
{
    private int _replies;

    private Talks(AuditedTalk talk) => Talk = talk;

    public AuditedTalk Talk { get; }

    public TrainingRowStore Rows => new(Talk.Knowledge.Database, "default", Talk.Knowledge.Time);

    public DatasetStore Datasets => new(Talk.Knowledge.Database, "default", Talk.Knowledge.Time);

    public static async Task<Talks> BeginAsync() => new(await AuditedTalk.BeginAsync());

    public static RowRedaction Redaction => new(new Redactor([]).Redact);

    public Task<CollectedRows> CollectAsync() => new RowCollector(
        Talk.Knowledge.Database, "default", Redaction, Talk.Knowledge.Time).CollectAsync(default, Cancel);

    public async Task<string> AskAsync(string conversation, string question)
    {
        await Talk.AnswerAsync(conversation, question);
        return (await Talk.Knowledge.Database.ReadAsync(session => session.ScalarAsync<string>(
            "SELECT activity_id FROM reply WHERE conversation_id = @conversation ORDER BY number DESC LIMIT 1",
            new { conversation }), Cancel))!;
    }

    public Task ThumbAsync(string conversation, string reply, bool up, string user = "u1") =>
        new FeedbackStore(Talk.Knowledge.Database, "default").SaveAsync(
            new Feedback(conversation, reply, user, up, "", Talk.Knowledge.Time.GetUtcNow()), Cancel);

    /// <summary>The customer gets a person, who replies and ends the case.</summary>
    public async Task ReplyByAgentAsync(string conversation, int? rating, params string[] replies)
    {
        var turn = await Talk.TakeAsync(conversation, "A person, please");
        var open = new HandoffAction.Open(
            SupportCase.NewId(), HandoffReason.CustomerRequest, "A person, please", "en", IsOffer: false);
        await Talk.Turns.EndAsync(turn, new TurnResult(TurnEnd.Done, [], Handoff: open));
        await new AgentStore(Talk.Knowledge.Database, "default", TimeSpan.FromMinutes(1), Talk.Knowledge.Time)
            .SignInAsync(new Agent { Id = "ana", Name = "Ana Torres", Status = AgentStatus.Online }, Cancel);
        await DoAsync(open.CaseId, new CaseCommand.Claim("ana"), null);
        foreach (var reply in replies)
        {
            var id = $"r{++_replies}";
            var json = JsonSerializer.SerializeToUtf8Bytes(new { type = "message", text = reply });
            await DoAsync(
                open.CaseId, new CaseCommand.Reply("ana", long.MaxValue),
                new CasePost(_ => new LogEntry(id, json), CasePost.AgentSender("ana"), id));
        }
        await DoAsync(open.CaseId, new CaseCommand.Resolve("ana"), null);
        if (rating is { } given)
            await Talk.Knowledge.Database.WriteAsync(session => session.ExecuteAsync(
                "UPDATE handoff_case SET rating = @given WHERE id = @CaseId", new { given, open.CaseId }), Cancel);
    }

    /// <summary>The accepted rows as one version.</summary>
    public async Task<DatasetSplit> SaveDatasetAsync()
    {
        var split = DatasetSplit.Of(await Rows.ListAsync(RowState.Accepted, cancellationToken: Cancel), 10);
        await Datasets.SaveAsync(split, Cancel);
        return split;
    }

    public ValueTask DisposeAsync() => Talk.DisposeAsync();

    private async Task DoAsync(string caseId, CaseCommand command, CasePost? post) =>
        Assert.IsType<CaseResult.Done>(
            await new CaseStore(Talk.Knowledge.Database, "default", Talk.Knowledge.Time)
                .ExecuteAsync(caseId, command, post, isToBeSent: false, Cancel));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}

/// <summary>Training rows with only what a test is about spelt out.</summary>
internal static class SomeRow
{
    public static TrainingRow Of(
        string id, string answer = "Pour in vinegar. [1]", string question = "How do I descale it?",
        string page = "kettle.md", string passage = "Pour in vinegar. Wait 60 minutes.") => new()
    {
        Id = id, Origin = RowOrigin.File, Language = "en", Question = question, Answer = answer,
        Sources = [new RowSource(page, "Care", passage)], State = RowState.Accepted,
        CreatedAt = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero),
    };
}
