using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Tuning;

namespace SupportBot.Tests.Tuning;

/// <summary>Training by OpenAI's protocol, and each thing that Azure does otherwise.</summary>
public sealed class HostedTrainingTests : TuningRig
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Azure_gets_its_rows_with_a_byte_order_mark_and_a_content_type(bool hasMark)
    {
        UseAzure();
        Succeeded(await Route.StartAsync(
            new TuningTask("t", await RowsAsync(withMark: hasMark), null), Cancel));
        var (contentType, rows) = Assert.Single(Trainer.Uploads);
        Assert.Equal("application/jsonl", contentType);
        Assert.True(rows.AsSpan().StartsWith(Mark));
        Assert.Equal((byte)'{', rows[3]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAI_gets_its_rows_without_a_byte_order_mark(bool hasMark)
    {
        UseOpenAI();
        Succeeded(await Route.StartAsync(
            new TuningTask("t", await RowsAsync(withMark: hasMark), null), Cancel));
        Assert.Equal((byte)'{', Assert.Single(Trainer.Uploads).Rows[0]);
    }

    [Fact]
    public async Task Azure_starts_a_job_only_when_the_file_is_read()
    {
        UseAzure();
        Assert.Equal("ftjob-1", Succeeded(await Route.StartAsync(await TaskAsync(), Cancel)));
        Assert.Equal(
            ["POST /openai/v1/files", "GET /openai/v1/files/file-1", "GET /openai/v1/files/file-1",
                "POST /openai/v1/fine_tuning/jobs"], Trainer.Requests);
    }

    [Fact]
    public async Task A_file_that_Azure_refuses_ends_the_training_with_its_reason()
    {
        UseAzure();
        Trainer.Imported = "error";
        Assert.Equal(
            "The training file was refused: Row 3 is wrong.",
            Failed(await Route.StartAsync(await TaskAsync(), Cancel)).Reason);
    }

    [Fact]
    public async Task A_job_has_the_chosen_parameters_and_Azure_alone_gets_a_training_type()
    {
        (Tuning.Epochs, Tuning.BatchSize, Tuning.LearningRateMultiplier) = (4, 8, 0.5);
        UseAzure();
        var task = await TaskAsync() with { Validation = await RowsAsync(10, name: "held-out.jsonl") };
        Succeeded(await Route.StartAsync(task, Cancel));
        var job = Assert.Single(Trainer.Jobs);
        Assert.Equal(
            Quoted(
                "{'model':'gpt-4.1-mini-2025-04-14','training_file':'file-1','suffix':'supportbot-default-v1',"
                    + "'method':{'type':'supervised','supervised':{'hyperparameters':"
                    + "{'n_epochs':4,'batch_size':8,'learning_rate_multiplier':0.5}}},"
                    + "'validation_file':'file-2','trainingType':'GlobalStandard'}"), job.GetRawText());
    }

    [Fact]
    public async Task OpenAI_gets_auto_where_nothing_is_chosen()
    {
        UseOpenAI();
        Succeeded(await Route.StartAsync(await TaskAsync(), Cancel));
        var job = Assert.Single(Trainer.Jobs);
        Assert.False(job.TryGetProperty("trainingType", out _));
        Assert.Equal(
            """{"n_epochs":"auto"}""",
            job.GetProperty("method").GetProperty("supervised").GetProperty("hyperparameters").GetRawText());
    }

    [Fact]
    public async Task Rows_with_preferences_make_a_dpo_job()
    {
        UseOpenAI();
        var row = Quoted(
            "{'input':{'messages':[{'role':'user','content':'Q'}]},'preferred_output':"
                + "[{'role':'assistant','content':'A'}],'non_preferred_output':[{'role':'assistant','content':'B'}]}");
        var file = Path.Combine(Folder, "dpo.jsonl");
        await File.WriteAllLinesAsync(file, Enumerable.Repeat(row, 10), Cancel);
        var rows = await TuningFile.ReadAsync(file, Cancel);
        Succeeded(await Route.StartAsync(new TuningTask("t", rows, null), Cancel));
        Assert.Equal("dpo", Assert.Single(Trainer.Jobs).GetProperty("method").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("pending", TuningPhase.Waiting)]
    [InlineData("validating_files", TuningPhase.Waiting)]
    [InlineData("queued", TuningPhase.Waiting)]
    [InlineData("running", TuningPhase.Running)]
    [InlineData("pausing", TuningPhase.Waiting)]
    [InlineData("paused", TuningPhase.Waiting)]
    [InlineData("succeeded", TuningPhase.Succeeded)]
    [InlineData("failed", TuningPhase.Failed)]
    [InlineData("cancelled", TuningPhase.Cancelled)]
    [InlineData("a_state_of_next_year", TuningPhase.Waiting)]
    public async Task Every_state_is_understood_and_kept_as_it_is_named(string status, TuningPhase phase)
    {
        UseAzure();
        Trainer.Pass(status);
        var job = Succeeded(await Route.ReadAsync("ftjob-1", Cancel));
        Assert.Equal((status, phase), (job.Status, job.Phase));
    }

    [Fact]
    public async Task The_loss_comes_from_events_and_checkpoints_from_the_end()
    {
        UseAzure();
        Succeeded(await Route.StartAsync(await TaskAsync(), Cancel));
        Trainer.Pass("succeeded");
        var job = Succeeded(await Route.ReadAsync("ftjob-1", Cancel));
        Assert.Equal([new(1, 2.5), new(2, 1.25), new(3, 0.5)], job.Loss);
        Assert.Equal("gpt-4.1-mini-2025-04-14.ft-1", job.TunedModel);
        Assert.Equal(4200, job.TrainedTokens);
        Assert.Equal(
            [("gpt-4.1-mini-2025-04-14.ft-1:ckpt-step-2", 0.75), ("gpt-4.1-mini-2025-04-14.ft-1:ckpt-step-1", 1.5)],
            job.Checkpoints.Select(checkpoint => (checkpoint.Model, checkpoint.ValidationLoss!.Value)));
    }

    [Theory]
    [InlineData(400, false, "127.0.0.1 answered 400: The key … may not train.")]
    [InlineData(401, false, "127.0.0.1 answered 401: check Tuning:ApiKey, or the role of the host's identity.")]
    [InlineData(503, true, "127.0.0.1 answered 503: The key … may not train.")]
    public async Task A_refusal_is_told_without_the_key(int status, bool isPassing, string reason)
    {
        UseOpenAI();
        Trainer.Refusal = (status, $"The key {Key} may not train.");
        var failed = Failed(await Route.StartAsync(await TaskAsync(), Cancel));
        Assert.Equal((reason, isPassing), (failed.Reason, failed.IsPassing));
    }

    [Fact]
    public async Task Without_a_key_Azure_gets_tokens_of_the_hosts_identity()
    {
        UseAzure();
        Tuning.ApiKey = "";
        Succeeded(await Route.StartAsync(await TaskAsync(), Cancel));
        Assert.All(
            Trainer.Authorizations,
            header => Assert.Equal("Bearer token-for-https://ai.azure.com/.default", header));
    }

    [Theory]
    [InlineData("gpt-4.1-mini.ft-1")]
    [InlineData("gpt-4.1-mini.ft-1:ckpt-step-2")]
    public async Task Azure_deploys_a_model_or_a_checkpoint_through_the_control_plane(string model)
    {
        UseAzure();
        Assert.Equal("voice-v1", Succeeded(await Route.DeployAsync("voice-v1", model, Cancel)));
        Assert.Equal(
            Quoted(
                "{'sku':{'name':'GlobalStandard','capacity':50},'properties':{'model':{'format':'OpenAI','name':'"
                    + model + "','version':'1'}}}"),
            Assert.Single(Trainer.Deployments).GetRawText());
        Assert.Equal(3, Trainer.Requests.Count(request => request.EndsWith(
            "/subscriptions/sub/resourceGroups/group/providers/Microsoft.CognitiveServices/accounts/acme"
                + "/deployments/voice-v1", StringComparison.Ordinal)));
        Assert.All(
            Trainer.Authorizations,
            header => Assert.Equal("Bearer token-for-https://management.azure.com/.default", header));
    }

    [Fact]
    public async Task A_deployment_without_an_account_says_which_settings_are_missing()
    {
        UseAzure();
        Azure.Account = "";
        Assert.Contains(
            "Tuning:Azure:Account", Failed(await Route.DeployAsync("v", "m", Cancel)).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAI_has_nothing_to_deploy()
    {
        UseOpenAI();
        Assert.Equal("ft:m", Succeeded(await Route.DeployAsync("v", "ft:m", Cancel)));
        Assert.Empty(Trainer.Requests);
    }

    [Fact]
    public async Task OpenAI_warns_until_its_end_and_refuses_afterwards()
    {
        UseOpenAI();
        Assert.Contains("takes jobs until 2027-01-06", Route.Notice, StringComparison.Ordinal);
        Clock.Now = new DateTimeOffset(2027, 1, 7, 0, 0, 0, TimeSpan.Zero);
        Assert.Contains(
            "no training jobs since 2027-01-06", Failed(await Voice.StartAsync(await RowsAsync(), null, Cancel)).Reason,
            StringComparison.Ordinal);
        Assert.Empty(Trainer.Requests);
    }

    [Fact]
    public async Task A_training_is_watched_to_its_end_and_kept()
    {
        UseAzure();
        var version = Succeeded(await Voice.StartAsync(await RowsAsync(), null, Cancel));
        Trainer.Pass("pending", "running", "succeeded");
        List<string> seen = [];
        Succeeded(await Voice.WatchAsync(version, watched => seen.Add(watched.Job.Status), Cancel));
        Assert.Equal(["pending", "running", "succeeded"], seen);
        var kept = (await Versions.FindAsync(1, Cancel))!;
        Assert.Equal((VoiceState.Trained, "gpt-4.1-mini-2025-04-14.ft-1"), (kept.State, kept.TunedModel));
    }

    [Fact]
    public async Task An_interruption_before_the_id_was_stored_starts_no_second_job()
    {
        UseAzure();
        var rows = await RowsAsync();
        var version = await Versions.AddAsync("azure", Tuning.BaseModel, rows.Hash, Cancel);
        Succeeded(await Route.StartAsync(new TuningTask(Voice.NameOf(version), rows, null), Cancel));
        Assert.Equal("ftjob-1", Succeeded(await Voice.StartAsync(rows, null, Cancel)).JobId);
        Assert.Equal("ftjob-1", Succeeded(await Voice.StartAsync(rows, null, Cancel)).JobId);
        Assert.Single(Trainer.Jobs);
        Assert.Single(await Versions.ListAsync(Cancel));
    }

    [Fact]
    public async Task Other_rows_are_not_trained_on_while_a_training_runs()
    {
        UseOpenAI();
        Succeeded(await Voice.StartAsync(await RowsAsync(), null, Cancel));
        Assert.StartsWith(
            "v1 is being trained on other rows",
            Failed(await Voice.StartAsync(await RowsAsync(13), null, Cancel)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_or_failed_training_is_kept_with_its_reason()
    {
        UseOpenAI();
        var version = Succeeded(await Voice.StartAsync(await RowsAsync(), null, Cancel));
        Assert.Equal(TuningPhase.Cancelled, Succeeded(await Voice.CancelAsync(version, Cancel)).Job.Phase);
        var next = Succeeded(await Voice.StartAsync(await RowsAsync(), null, Cancel));
        Trainer.Pass("failed");
        Succeeded(await Voice.ReadAsync(next, Cancel));
        Assert.Equal(
            [(2, VoiceState.Failed, "Too few rows."), (1, VoiceState.Failed, "cancelled")],
            (await Versions.ListAsync(Cancel)).Select(each => (each.Number, each.State, each.Reason)));
    }

    [Fact]
    public async Task Retirement_dates_are_those_of_the_base_model()
    {
        UseAzure();
        var known = Services.GetRequiredService<RetirementDates>();
        var dates = Succeeded(await known.OfAsync("gpt-4.1-mini-2025-04-14", Cancel));
        Assert.Equal(
            new ModelRetirement("gpt-4.1-mini-2025-04-14", new(2027, 4, 14), new(2027, 10, 14)), Assert.Single(dates));
        Assert.Empty(Succeeded(await known.OfAsync("gpt-4o-2024-08-06", Cancel)));
    }

    [Theory]
    [InlineData("{\"messages\":[{\"role\":\"user\"}]}", "line 1: a row is one JSON object")]
    [InlineData("no", "line 1: a row is one JSON object")]
    [InlineData("", "has no rows")]
    [InlineData("{\"messages\":[{\"role\":\"user\",\"content\":\"Q\"}]}", "has 1 rows. Trainers take 10 or more")]
    public async Task A_wrong_file_is_named_with_the_line(string content, string message)
    {
        var file = Path.Combine(Folder, "wrong.jsonl");
        await File.WriteAllBytesAsync(file, Encoding.UTF8.GetBytes(content), Cancel);
        var wrong = await Assert.ThrowsAsync<FormatException>(() => TuningFile.ReadAsync(file, Cancel));
        Assert.Contains(message, wrong.Message, StringComparison.Ordinal);
    }

    private static string Quoted(string text) => text.Replace('\'', '"');
}
