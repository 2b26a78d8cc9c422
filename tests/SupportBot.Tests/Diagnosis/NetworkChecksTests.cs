using System.Net;
using SupportBot.Diagnosis;

namespace SupportBot.Tests.Diagnosis;

/// <summary>Channel keys, clock, public address and origins.</summary>
public sealed class NetworkChecksTests : IDisposable
{
    private readonly Patient _patient = new();

    [Fact]
    public async Task Keys_that_cannot_be_reached_are_told_with_the_reason()
    {
        _patient.Network.Break(Patient.Metadata, "Connection refused");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            ("channel keys", Outcome.Wrong, $"{Patient.Metadata} cannot be reached: Connection refused"),
            (finding.Check, finding.Outcome, finding.What));
    }

    [Theory]
    [InlineData(Patient.Metadata, HttpStatusCode.OK, "<html>Please sign in</html>", "a proxy may answer in its place")]
    [InlineData(Patient.Metadata, HttpStatusCode.OK, "{}", "a proxy may answer in its place")]
    [InlineData(Patient.Metadata, HttpStatusCode.Forbidden, "{}", "answers with status 403")]
    [InlineData(Patient.Keys, HttpStatusCode.OK, """{"keys":[]}""", "names no signing keys")]
    [InlineData(Patient.Keys, HttpStatusCode.NotFound, "{}", "cannot be reached")]
    public async Task Metadata_that_is_not_what_it_should_be_is_told(
        string address, HttpStatusCode status, string body, string what)
    {
        _patient.Network.Answer(address, status, body);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("channel keys", Outcome.Wrong), (finding.Check, finding.Outcome));
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_cloud_has_metadata_of_its_own()
    {
        _patient.Set("Bot:Cloud", "usgovernment");
        _patient.Network.Answer(
            Patient.Token.Replace("microsoftonline.com", "microsoftonline.us", StringComparison.Ordinal),
            HttpStatusCode.OK,
            """{"token_type":"Bearer","expires_in":3600,"access_token":"a-token"}""");
        _patient.Network.Break(
            "https://login.botframework.azure.us/v1/.well-known/openidconfiguration", "No route to host");
        Assert.Contains(
            "login.botframework.azure.us", (await _patient.ComplaintAsync()).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, false, "3 minutes ahead")]
    [InlineData(-3, false, "3 minutes behind")]
    [InlineData(6, true, "6 minutes ahead")]
    [InlineData(-90, true, "90 minutes behind")]
    public async Task A_clock_that_is_off_is_told(int minutes, bool wrong, string what)
    {
        _patient.Network.Date = _patient.Clock.GetUtcNow() - TimeSpan.FromMinutes(minutes);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("clock", wrong ? Outcome.Wrong : Outcome.Doubtful), (finding.Check, finding.Outcome));
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.Contains("NTP", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_at_its_public_address_is_told()
    {
        _patient.Network.Answer($"{Patient.Public}/api/messages", HttpStatusCode.NotFound);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            ("public address", Outcome.Wrong, "Server:PublicUrl"), (finding.Check, finding.Outcome, finding.Setting));
        Assert.Equal(
            $"{Patient.Public}/api/messages answers with status 404; the endpoint for Teams would with 401.",
            finding.What);
    }

    [Fact]
    public async Task A_public_address_that_leads_nowhere_is_told()
    {
        _patient.Network.Break($"{Patient.Public}/widget.js", "Connection refused");
        var finding = await _patient.ComplaintAsync();
        Assert.Contains("cannot be reached: Connection refused", finding.What, StringComparison.Ordinal);
        Assert.Contains("Check that the host runs", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_address_without_encryption_is_wrong()
    {
        _patient.Set("Server:PublicUrl", "http://support.example.com");
        _patient.Network.Answer("http://support.example.com/widget.js", HttpStatusCode.OK);
        _patient.Network.Answer("http://support.example.com/api/messages", HttpStatusCode.Unauthorized);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(Outcome.Wrong, finding.Outcome);
        Assert.Contains("is not encrypted", finding.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://support.example.com", "public address Doubtful")]
    [InlineData("http://localhost:5080", "")]
    public async Task Without_Teams_encryption_is_advice_and_on_this_machine_not_even_that(
        string address, string outcome)
    {
        _patient.Set("Bot:MicrosoftAppId", null);
        _patient.Set("Server:PublicUrl", address);
        _patient.Network.Answer($"{address}/widget.js", HttpStatusCode.OK);
        var complaints = (await _patient.ExamineAsync())
            .Where(finding => finding.Outcome is Outcome.Wrong or Outcome.Doubtful);
        Assert.Equal(outcome, string.Join(", ", complaints.Select(finding => $"{finding.Check} {finding.Outcome}")));
    }

    [Fact]
    public async Task A_bot_in_Teams_without_a_public_address_is_pointed_out()
    {
        _patient.Set("Server:PublicUrl", null);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            ("public address", Outcome.Doubtful, "Server:PublicUrl"),
            (finding.Check, finding.Outcome, finding.Setting));
    }

    [Theory]
    [InlineData("*", "Any site may show the chat.")]
    [InlineData("http://www.example.com", "http://www.example.com is not encrypted.")]
    [InlineData(
        "https://www.exampel.com", "https://www.exampel.com cannot be reached from here: Name or service not known")]
    public async Task An_origin_that_is_doubtful_is_pointed_out(string origin, string what)
    {
        _patient.Set("WebChat:AllowedOrigins:0", origin);
        _patient.Network.Break("https://www.exampel.com/", "Name or service not known");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(
            ("widget origins", Outcome.Doubtful, what, "WebChat:AllowedOrigins"),
            (finding.Check, finding.Outcome, finding.What, finding.Setting));
    }

    [Theory]
    [InlineData("http://localhost:3000")]
    [InlineData("https://*.example.com")]
    public async Task An_origin_that_cannot_be_asked_is_taken_as_it_is(string origin)
    {
        _patient.Set("WebChat:AllowedOrigins:0", origin);
        Assert.Contains(
            await _patient.ExamineAsync(),
            finding => finding == DoctorFinding.Good("widget origins", $"{origin} may show the chat."));
    }

    public void Dispose() => _patient.Dispose();
}
