using SupportBot.Diagnosis;
using SupportBot.Models.Tuning;

namespace SupportBot.Tests.Diagnosis;

public sealed class TuningCheckTests : IDisposable
{
    private const string Check = "voice training";

    private readonly Patient _patient = new();

    public void Dispose() => _patient.Dispose();

    [Fact]
    public async Task Without_a_route_there_is_nothing_to_check() =>
        Assert.Equal(Outcome.Skipped, (await FindingAsync()).Outcome);

    [Fact]
    public async Task The_end_of_OpenAIs_training_is_warned_of()
    {
        Set("openai");
        var finding = await FindingAsync();
        Assert.Equal(
            (Outcome.Doubtful, "gpt-test: training until 2027-01-06, answers until 2027-01-14."),
            (finding.Outcome, finding.What));
        Assert.Equal("Tuning:BaseModel", finding.Setting);
    }

    [Fact]
    public async Task A_date_that_is_far_is_told_without_a_warning()
    {
        Set("openai");
        _patient.Set("Tuning:OpenAIJobsEnd", "2028-01-06");
        _patient.Set("Tuning:OpenAIModelsEnd", "2028-01-14");
        Assert.Equal(Outcome.Good, (await FindingAsync()).Outcome);
    }

    [Fact]
    public async Task Nobody_retires_open_weights()
    {
        Set("open");
        Assert.Equal(
            "gpt-test is trained by yourself, so nobody retires it.", (await FindingAsync()).What);
    }

    [Fact]
    public void Wrong_settings_are_named()
    {
        Assert.Equal(
            ["is needed where Tuning:Route is set: the model to train."],
            Messages(new TuningOptions { Route = "open" }));
        Assert.Equal(
            ["must be the day of the prices, like 2026-11-01."],
            Messages(new TuningOptions { TrainingPrice = 2 }));
        Assert.Equal(
            ["must be a day like 2027-01-06."], Messages(new TuningOptions { OpenAIJobsEnd = "soon" }));
        Assert.Equal(
            ["must be an address that begins with https://, since the key goes there."],
            Messages(new TuningOptions { Endpoint = "http://example.com" }));
        Assert.Empty(Messages(new TuningOptions()));
    }

    private static IEnumerable<string?> Messages(TuningOptions options) =>
        options.Validate(new(options)).Select(result => result.ErrorMessage);

    private void Set(string route)
    {
        _patient.Set("Tuning:Route", route);
        _patient.Set("Tuning:BaseModel", "gpt-test");
    }

    private async Task<DoctorFinding> FindingAsync() =>
        Assert.Single(await _patient.ExamineAsync(), finding => finding.Check == Check);
}
