using Microsoft.Extensions.Time.Testing;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Storage;
using SupportBot.Core.Voice.Versions;

namespace SupportBot.Tests.Voice.Versions;

public sealed class VoiceVersionStoreTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("supportbot-versions-");
    private Database _database = null!;
    private VoiceVersionStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await Database.OpenAsync(Path.Combine(_folder.FullName, "supportbot.db"), Cancel);
        _store = new VoiceVersionStore(_database, "default", new FakeTimeProvider());
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_version_goes_from_shadow_to_canary_to_all_and_back()
    {
        await EvaluatedAsync();
        Assert.Equal((VoiceState.Shadow, 0), await PromoteAsync(1));
        Assert.Null((await _store.RosterAsync(Cancel)).For("c1"));
        Assert.Equal((VoiceState.Canary, 25), await PromoteAsync(1, 25));
        Assert.Equal((VoiceState.Canary, 50), await PromoteAsync(1, 50));
        Assert.Equal((VoiceState.All, 0), await PromoteAsync(1));
        Assert.Equal(new ServingVoice("v1", "m1"), (await _store.RosterAsync(Cancel)).For("c1"));
        var back = (await _store.RollBackAsync("by hand"))!;
        Assert.Equal((1, null), (back.Version.Number, back.Serving));
        Assert.Null((await _store.RosterAsync(Cancel)).For("c1"));
        var retired = (await _store.FindAsync(1, Cancel))!;
        Assert.Equal((VoiceState.Retired, "by hand"), (retired.State, retired.Reason));
        Assert.Null(await _store.RollBackAsync("again"));
    }

    [Fact]
    public async Task Rolling_back_brings_the_version_before_back()
    {
        await EvaluatedAsync();
        await EvaluatedAsync();
        for (var i = 0; i < 3; i++) await PromoteAsync(1);
        for (var i = 0; i < 3; i++) await PromoteAsync(2);
        Assert.Equal("replaced by v2", (await _store.FindAsync(1, Cancel))!.Reason);
        Assert.Equal("v2", (await _store.RosterAsync(Cancel)).For("c1")!.Version);
        Assert.Equal(1, (await _store.RollBackAsync("by hand"))!.Serving!.Number);
        Assert.Equal("v1", (await _store.RosterAsync(Cancel)).For("c1")!.Version);
    }

    [Fact]
    public async Task Only_the_candidate_is_rolled_back_while_there_is_one()
    {
        await EvaluatedAsync();
        await EvaluatedAsync();
        for (var i = 0; i < 3; i++) await PromoteAsync(1);
        await PromoteAsync(2);
        Assert.Null(await _store.RollBackAsync("late", only: 1));
        Assert.Equal(2, (await _store.RollBackAsync("bad", only: 2))!.Version.Number);
        Assert.Equal("v1", (await _store.RosterAsync(Cancel)).For("")!.Version);
    }

    [Fact]
    public async Task One_version_is_on_trial_at_a_time()
    {
        await EvaluatedAsync();
        await EvaluatedAsync();
        await PromoteAsync(1);
        Assert.StartsWith("v1 is on trial", await RefusalAsync(2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_evaluation_that_passed_nothing_is_promoted()
    {
        var version = await _store.AddAsync("azure", "base", new string('a', 64), Cancel);
        Assert.StartsWith("v1 is to be evaluated first", await RefusalAsync(1), StringComparison.Ordinal);
        Assert.True(await _store.TrainedAsync(version.Number, "tuned"));
        Assert.True(await _store.EvaluatedAsync(version.Number, Evaluations.Passing with { Answers = 5 }));
        Assert.StartsWith("Both models wrote 5 answers", await RefusalAsync(1), StringComparison.Ordinal);
        Assert.StartsWith("There is no such version", await RefusalAsync(7), StringComparison.Ordinal);
        Assert.Null((await _store.RosterAsync(Cancel)).Watched);
    }

    [Fact]
    public async Task A_server_with_one_voice_for_all_has_no_trial()
    {
        await EvaluatedAsync();
        var result = await _store.PromoteAsync(1, null, isShared: true);
        Assert.Equal(VoiceState.All, Assert.IsType<PromotionResult.Promoted>(result).Version.State);
    }

    [Fact]
    public async Task An_evaluation_is_kept_as_it_was()
    {
        await EvaluatedAsync();
        Assert.Equivalent(Evaluations.Passing, (await _store.FindAsync(1, Cancel))!.Evaluation, strict: true);
    }

    [Fact]
    public async Task A_new_evaluation_forgets_what_was_counted_and_is_not_taken_while_the_version_writes()
    {
        await EvaluatedAsync();
        await _store.CountAsync(1, isItsOwn: true, hasFailed: true);
        await _store.CountAsync(1, isItsOwn: true, hasFailed: false);
        await _store.CountAsync(1, isItsOwn: false, hasFailed: false);
        Assert.Equal((new ReplyCount(2, 1), new ReplyCount(1, 0)), await _store.CountsAsync(1, Cancel));
        await PromoteAsync(1);
        Assert.False(await _store.EvaluatedAsync(1, Evaluations.Passing));
        Assert.Equal(VoiceState.Shadow, (await _store.FindAsync(1, Cancel))!.State);
    }

    [Fact]
    public async Task Another_brand_has_its_own_versions()
    {
        await EvaluatedAsync();
        var other = new VoiceVersionStore(_database, "other", new FakeTimeProvider());
        Assert.Empty(await other.ListAsync(Cancel));
        Assert.Equal("v1", (await other.AddAsync("open", "base", new string('b', 64), Cancel)).Id);
    }

    [Fact]
    public void A_share_of_the_conversations_gets_the_canary_and_keeps_it_when_the_share_grows()
    {
        var ten = Chosen(10);
        Assert.InRange(ten.Count, 700, 1300);
        var thirty = Chosen(30);
        Assert.InRange(thirty.Count, 2700, 3300);
        Assert.Subset(thirty, ten);
        Assert.Null(Roster(99).For(""));

        static VoiceRoster Roster(int share) => new(null, Evaluations.Version with
        {
            State = VoiceState.Canary, Share = share,
        });

        static HashSet<int> Chosen(int share) =>
            [.. Enumerable.Range(0, 10_000).Where(i => Roster(share).For($"conversation-{i}") is not null)];
    }

    [Theory]
    [InlineData("v12", 12)]
    [InlineData("V1", 1)]
    [InlineData("v0", null)]
    [InlineData("v-1", null)]
    [InlineData("12", null)]
    [InlineData("v", null)]
    public void Ids_are_read(string id, int? number) => Assert.Equal(number, VoiceVersion.NumberOf(id));

    private async Task EvaluatedAsync()
    {
        var version = await _store.AddAsync("azure", "base", new string('a', 64), Cancel);
        await _store.TrainedAsync(version.Number, $"t{version.Number}");
        await _store.DeployedAsync(version.Number, $"m{version.Number}");
        Assert.True(await _store.EvaluatedAsync(version.Number, Evaluations.Passing));
    }

    private async Task<(VoiceState, int)> PromoteAsync(int number, int? share = null)
    {
        var version = Assert.IsType<PromotionResult.Promoted>(await _store.PromoteAsync(number, share)).Version;
        return (version.State, version.Share);
    }

    private async Task<string> RefusalAsync(int number) =>
        Assert.IsType<PromotionResult.Refused>(await _store.PromoteAsync(number, null)).Reasons[0];
}

/// <summary>Evaluations and versions to start from.</summary>
internal static class Evaluations
{
    public static VoiceEvaluation Passing { get; } = new(
        new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero), "hash", "base", "tuned", "profile", 40, 20,
        [new VoiceChange("rules", -8, -2, new Estimate(6, 4, 8))],
        new RateChange(.05, .05, new Estimate(0, -.05, .05)), new RateChange(.9, .9, new Estimate(0, 0, 0)))
    {
        BaseReplies = new ReplyCount(40, 2),
    };

    public static VoiceVersion Version { get; } = new()
    {
        Number = 1, Route = "azure", BaseModel = "base", Dataset = new string('a', 64), State = VoiceState.Trained,
        CreatedAt = DateTimeOffset.UnixEpoch, ChangedAt = DateTimeOffset.UnixEpoch, Model = "m1",
    };
}
