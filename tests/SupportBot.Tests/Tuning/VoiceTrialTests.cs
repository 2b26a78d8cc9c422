using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SupportBot.Core.Voice.Versions;
using SupportBot.Tests.Models;
using SupportBot.Tests.Voice.Versions;
using SupportBot.Tuning;

namespace SupportBot.Tests.Tuning;

/// <summary>The running host while versions are promoted, watched and taken back beside it.</summary>
public sealed class VoiceTrialTests
{
    private const string Document = """
        # Descaling

        ## How do I descale the kettle?

        Descale the kettle with white vinegar.

        Rinse the kettle twice with clear water.
        """;

    private const string Question = "How do I descale the kettle?";
    private const string Good = "Descale the kettle with white vinegar. [1]";
    private const string Wrong = "Descale the kettle with 5 litres of bleach. [1]";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_promotion_and_a_rollback_take_effect_in_the_running_host_and_the_audit_names_the_version()
    {
        await using var chat = await BeginAsync();
        var versions = chat.Host.Services.GetRequiredService<VoiceVersionStore>();
        chat.Double.Otherwise = Replies.Says(Good);
        await chat.AskAsync(Question);
        Assert.Equal("double", LastModel(chat));
        Assert.Null(Assert.Single(await chat.AuditAsync()).TunedVoice);

        await AddAsync(versions);
        for (var i = 0; i < 3; i++) await versions.PromoteAsync(1, 99);
        await chat.AskAsync(Question);
        Assert.Equal("tuned-1", LastModel(chat));
        var tuned = Assert.Single(await chat.AuditAsync(), content => content.TunedVoice is not null);
        Assert.Equal(("v1", "tuned-1"), (tuned.TunedVoice, tuned.Calls[^1].Deployment));

        await versions.RollBackAsync("by hand");
        await chat.AskAsync(Question);
        Assert.Equal("double", LastModel(chat));
        Assert.Equal(
            [null, null, "v1"], (await chat.AuditAsync()).Select(content => content.TunedVoice).Order());
    }

    [Fact]
    public async Task A_shadow_writes_beside_the_model_that_serves_and_only_its_checks_are_counted()
    {
        await using var chat = await BeginAsync();
        var services = chat.Host.Services;
        var versions = services.GetRequiredService<VoiceVersionStore>();
        await AddAsync(versions);
        await versions.PromoteAsync(1, null);
        chat.Double.Otherwise = (http, request) => Replies.Says(ModelOf(request) == "tuned-1" ? Wrong : Good)(
            http, request);
        Assert.StartsWith(Good, (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
        var counts = await UntilAsync(versions, counts => counts.Own.Replies == 1);
        Assert.Equal((new ReplyCount(1, 1), new ReplyCount(1, 0)), counts);
        Assert.Equal(["double", "tuned-1"], chat.Double.Requests.Select(ModelOf));
        Assert.Single(await chat.AuditAsync());
    }

    [Fact]
    public async Task A_version_whose_facts_fail_more_often_is_taken_back_without_anybody()
    {
        await using var chat = await BeginAsync();
        var versions = chat.Host.Services.GetRequiredService<VoiceVersionStore>();
        await AddAsync(versions);
        for (var i = 0; i < 3; i++) await versions.PromoteAsync(1, 99);
        chat.Double.Otherwise = Replies.Says(Wrong);
        for (var i = 0; i < 29; i++) await versions.CountAsync(1, isItsOwn: true, hasFailed: i % 2 == 0);
        Assert.NotNull((await versions.RosterAsync(Cancel)).Serving);
        await chat.AskAsync(Question);
        await UntilAsync(versions, _ => versions.RosterAsync(Cancel).Result.Serving is null);
        Assert.Equal(
            "rolled back automatically: 16 of 30 replies failed a check of facts, but 2 of 40 of the replies it is "
                + "compared with",
            (await versions.FindAsync(1, Cancel))!.Reason);
        await chat.AskAsync(Question);
        Assert.Equal("double", LastModel(chat));
        Assert.Contains(chat.Host.Log.Lines, line => line.Contains(
            "The voice v1 was rolled back automatically", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_shadow_does_not_write_when_half_of_the_day_is_spent()
    {
        await using var chat = await BeginAsync(("Models:DailyTokens", "4000"), ("Models:MaxOutputTokens", "2000"));
        var services = chat.Host.Services;
        var versions = services.GetRequiredService<VoiceVersionStore>();
        await AddAsync(versions);
        await versions.PromoteAsync(1, null);
        // What the call of the customer's reply reserves is not spent yet when the shadow would begin.
        await services.GetRequiredService<Core.Storage.Database>().WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO usage (brand, day, model, calls, prompt_tokens, completion_tokens, cost, prices_of)
            VALUES ('default', @day, 'other', 1, 2100, 0, 0, '')
            """, new { day = $"{Channels.ChatHost.Noon:yyyy-MM-dd}" }), Cancel);
        var trial = services.GetRequiredService<VoiceTrial>();
        chat.Double.Otherwise = Replies.Says(Good);
        var question = new Core.Answers.Question(
            Question, [], new HashSet<Core.Knowledge.Audience> { Core.Knowledge.Audience.Public });
        var reply = new WrittenReply(question, new("", 1, 0, IsShown: true));
        var watched = await trial.CountAsync(reply, Cancel);
        Assert.False(await trial.FollowAsync(watched!, reply, Cancel));
        Assert.Equal((new ReplyCount(0, 0), new ReplyCount(1, 0)), await versions.CountsAsync(1, Cancel));
        Assert.Empty(chat.Double.Requests);
    }

    private static Task<ModelChat> BeginAsync(params (string, string)[] settings) => ModelChat.BeginAsync(
        Document,
        services => services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<VoiceTrial>()),
        [("Search:Embedding", "none"), .. settings]);

    private static async Task AddAsync(VoiceVersionStore versions)
    {
        var version = await versions.AddAsync("open", "base", new string('a', 64), Cancel);
        await versions.TrainedAsync(version.Number, "adapter");
        await versions.DeployedAsync(version.Number, "tuned-1");
        await versions.EvaluatedAsync(version.Number, Evaluations.Passing);
    }

    private static string LastModel(ModelChat chat) => ModelOf(chat.Double.Requests.Last());

    private static string ModelOf(ModelRequest request) => request.Body.GetProperty("model").GetString()!;

    private static async Task<(ReplyCount Own, ReplyCount Others)> UntilAsync(
        VoiceVersionStore versions, Func<(ReplyCount Own, ReplyCount Others), bool> holds)
    {
        for (var i = 0; ; i++)
        {
            var counts = await versions.CountsAsync(1, Cancel);
            if (holds(counts)) return counts;
            Assert.True(i < 1000, $"It was not counted: {counts}");
            await Task.Delay(10, Cancel);
        }
    }
}
