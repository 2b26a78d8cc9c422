using SupportBot.Cli;
using SupportBot.Diagnosis;

namespace SupportBot.Tests.Diagnosis;

public sealed class DoctorTests : IDisposable
{
    private readonly Patient _patient = new();

    [Fact]
    public async Task A_healthy_installation_gets_a_clean_bill()
    {
        await _patient.IngestAsync();
        var findings = await _patient.ExamineAsync();
        Assert.DoesNotContain(findings, finding => finding.Outcome is Outcome.Wrong or Outcome.Doubtful);
        Assert.Equal(
            [
                "settings",
                "bot registration",
                "channel keys",
                "clock",
                "public address",
                "widget origins",
                "allowed hosts",
                "teams package",
                "teams desk",
                "storage",
                "index",
                "elasticsearch",
                "documents",
                "embedding",
                "language model",
                "model costs",
                "voice training",
                "contact form",
                "case webhook",
                "mcp server",
                "brand",
            ],
            findings.Select(finding => finding.Check).Distinct());
        Assert.Equal("All is well.", DoctorConsole.Summary(findings));
        Assert.Equal(0, DoctorCommand.ExitCode(findings));
    }

    [Theory]
    [InlineData("Bot:MicrosoftAppId", "my-bot", "must be the app (client) id, a GUID")]
    [InlineData(
        "Bot:MicrosoftAppPassword", "b1c0ffee-0000-4000-8000-000000000000",
        "looks like the secret's id. Give its value")]
    [InlineData("Bot:MicrosoftAppPassword", "", "is needed for SingleTenant")]
    [InlineData("Bot:MicrosoftAppTenantId", "example.com", "must be the tenant's id, a GUID")]
    [InlineData("Bot:MicrosoftAppType", "SingelTenant", "is not a registration type. Choose SingleTenant")]
    [InlineData("Bot:Cloud", "mars", "is not a cloud. Choose one of: public, usgovernment, china")]
    [InlineData("WebChat:AllowedOrigins:0", "https://www.example.com/shop", "is no origin")]
    [InlineData("TeamsApp:Version", "1.0", "must be three numbers")]
    public async Task A_wrong_setting_is_named_and_the_checks_that_need_it_are_skipped(
        string setting, string value, string message)
    {
        _patient.Set(setting, value);
        var findings = await _patient.ExamineAsync();
        var wrong = Assert.Single(findings, finding => finding.Outcome == Outcome.Wrong);
        Assert.Equal(("settings", setting.Replace(":0", "", StringComparison.Ordinal)), (wrong.Check, wrong.Setting));
        Assert.Contains(message, wrong.What, StringComparison.Ordinal);
        Assert.Equal(2, DoctorCommand.ExitCode(findings));
    }

    [Fact]
    public async Task Wrong_settings_of_several_sections_are_all_named()
    {
        _patient.Set("Bot:MicrosoftAppId", "my-bot");
        _patient.Set("Server:PublicUrl", "support.example.com");
        var findings = await _patient.ExamineAsync();
        Assert.Equal(
            ["Server:PublicUrl", "Bot:MicrosoftAppId"],
            findings.Where(finding => finding.Outcome == Outcome.Wrong).Select(finding => finding.Setting));
        Assert.Contains(
            findings,
            finding =>
                finding
                    is {
                        Check: "bot registration",
                        Outcome: Outcome.Skipped,
                        What: "Not checked, since settings are wrong."
                    });
    }

    [Fact]
    public async Task A_check_that_gets_no_answer_ends_after_ten_seconds_and_the_others_stand()
    {
        _patient.Network.Hang(Patient.Metadata);
        var examination = _patient.ExamineAsync();
        while (!examination.IsCompleted)
        {
            await Task.Yield();
            _patient.Clock.Advance(Doctor.Timeout);
        }
        Assert.Contains(
            await examination,
            finding =>
                finding
                    is { Check: "channel keys", Outcome: Outcome.Wrong, What: "There was no answer within 10 seconds." }
        );
        Assert.Contains(await examination, finding => finding is { Check: "brand", Outcome: Outcome.Good });
    }

    [Fact]
    public async Task Without_a_registration_there_is_nothing_to_ask_of_Microsoft()
    {
        foreach (
            var setting in new[]
            {
                "Bot:MicrosoftAppId",
                "Bot:MicrosoftAppPassword",
                "Bot:MicrosoftAppTenantId",
                "Server:PublicUrl",
                "WebChat:AllowedOrigins:0",
            })
            _patient.Set(setting, null);
        var findings = await _patient.ExamineAsync();
        Assert.DoesNotContain(findings, finding => finding.Outcome is Outcome.Wrong or Outcome.Doubtful);
        Assert.Contains(findings, finding => finding is { Check: "bot registration", Outcome: Outcome.Skipped });
    }

    [Fact]
    public async Task Development_mode_is_pointed_out()
    {
        _patient.Set("Bot:Development", "true");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            ("bot registration", Outcome.Doubtful, "Bot:Development"),
            (finding.Check, finding.Outcome, finding.Setting));
    }

    [Fact]
    public void A_line_without_a_terminal_says_all()
    {
        Assert.Equal(
            "✖ clock: It is late. → Set it.",
            DoctorConsole.Line(DoctorFinding.Wrong("clock", "It is late.", "Set it.")));
        Assert.Equal(
            "– teams package: None was given.",
            DoctorConsole.Line(DoctorFinding.Skipped("teams package", "None was given.")));
        Assert.Equal(
            "1 thing is wrong, 1 to be looked at.",
            DoctorConsole.Summary([DoctorFinding.Wrong("a", "b", null), DoctorFinding.Doubtful("a", "b", "c")]));
    }

    public void Dispose() => _patient.Dispose();
}
