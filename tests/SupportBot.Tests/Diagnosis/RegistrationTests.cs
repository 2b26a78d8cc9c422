using System.Net;
using SupportBot.Diagnosis;

namespace SupportBot.Tests.Diagnosis;

/// <summary>What Microsoft Entra refuses, and the setting that the doctor names for it.</summary>
public sealed class RegistrationTests : IDisposable
{
    private const string BotFrameworkTenant = "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token";

    private readonly Patient _patient = new();

    [Theory]
    [InlineData(7000215, "Bot:MicrosoftAppPassword", "its id instead of its value")]
    [InlineData(7000222, "Bot:MicrosoftAppPassword", "has expired")]
    [InlineData(7000216, "Bot:MicrosoftAppPassword", "needs a client secret")]
    [InlineData(7000218, "Bot:MicrosoftAppPassword", "needs a client secret")]
    [InlineData(700016, "Bot:MicrosoftAppId", "has no app with this id")]
    [InlineData(90002, "Bot:MicrosoftAppTenantId", "no such tenant")]
    [InlineData(900023, "Bot:MicrosoftAppTenantId", "no id that Microsoft Entra knows")]
    [InlineData(7000229, "Bot:MicrosoftAppId", "no service principal")]
    [InlineData(7000112, "Bot:MicrosoftAppId", "is disabled")]
    [InlineData(500011, "Bot:Cloud", "another cloud")]
    [InlineData(53003, "Bot:MicrosoftAppId", "Conditional Access")]
    public async Task Each_refusal_names_its_setting(int code, string setting, string what)
    {
        Refuse(Patient.Token, code);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("bot registration", Outcome.Wrong, setting), (finding.Check, finding.Outcome, finding.Setting));
        Assert.StartsWith($"{setting}: ", finding.What, StringComparison.Ordinal);
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Contains($"AADSTS{code}", finding.What, StringComparison.Ordinal);
        Assert.NotNull(finding.Fix);
    }

    [Fact]
    public async Task A_single_tenant_bot_that_is_set_as_multi_tenant_is_told_so()
    {
        _patient.Set("Bot:MicrosoftAppType", "MultiTenant");
        Refuse(BotFrameworkTenant, 700016);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal("Bot:MicrosoftAppType", finding.Setting);
        Assert.Contains("directory 'Bot Framework'", finding.What, StringComparison.Ordinal);
        Assert.Contains("SingleTenant", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_is_unknown_is_told_in_Entras_words()
    {
        Refuse(Patient.Token, 50196);
        var finding = await _patient.ComplaintAsync();
        Assert.Contains("AADSTS50196: As Entra words it.", finding.What, StringComparison.Ordinal);
        Assert.Contains("error?code=50196", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Entra_that_cannot_be_reached_is_the_network_and_no_setting()
    {
        _patient.Network.Break(Patient.Token, "Name or service not known");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal("login.microsoftonline.com cannot be reached. Name or service not known", finding.What);
        Assert.Null(finding.Setting);
    }

    [Fact]
    public async Task A_machine_without_the_managed_identity_is_told_so()
    {
        _patient.Set("Bot:MicrosoftAppType", "UserAssignedMSI");
        _patient.Set("Bot:MicrosoftAppPassword", null);
        _patient.Network.Answer(
            "http://169.254.169.254/metadata/identity/oauth2/token",
            HttpStatusCode.BadRequest,
            """{"error":"invalid_request","error_description":"Identity not found"}""");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal("Bot:MicrosoftAppId", finding.Setting);
        Assert.Contains("no managed identity with the client id", finding.What, StringComparison.Ordinal);
    }

    public void Dispose() => _patient.Dispose();

    private void Refuse(string address, int code) => _patient.Network.Answer(address, HttpStatusCode.BadRequest,
            $$"""
            {"error":"invalid_client","error_description":"AADSTS{{code}}: As Entra words it.","error_codes":[{{code}}]}
            """
        );
}
