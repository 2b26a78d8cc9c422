using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

internal sealed class AddressCheck(
    IOptions<ServerOptions> server, IOptions<BotFrameworkOptions> bot, HttpClient http) : ICheck
{
    private const string Setting = "Server:PublicUrl";

    public string Name => "public address";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var address = server.Value.PublicUrl.TrimEnd('/');
        var serves = bot.Value.IsEnabled && !bot.Value.Development;
        if (address.Length == 0)
        {
            yield return serves
                ? DoctorFinding.Doubtful(
                    Name, $"{Setting} is empty, but channels of Azure Bot Service need an address.",
                    $"Set {Setting} to the https address that leads to this host.", Setting)
                : DoctorFinding.Skipped(Name, $"{Setting} is empty.");
            yield break;
        }
        if (Unencrypted(new Uri(address), serves) is { } unencrypted) yield return unencrypted;
        yield return await AskAsync($"{address}/widget.js", "the widget", HttpMethod.Get, 200, cancellationToken);
        // A rejected request without a token proves that our endpoint answers.
        if (serves)
            yield return await AskAsync(
                $"{address}/api/messages", "the endpoint for Teams", HttpMethod.Post, 401, cancellationToken);
    }

    // HTTP is acceptable on this machine alone, unless Teams must reach it.
    private DoctorFinding? Unencrypted(Uri address, bool serves)
    {
        if (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback && !serves) return null;
        var what = $"{Setting}: {address} is not encrypted. "
            + "Browsers refuse the chat on pages with TLS, and Teams refuses the bot.";
        const string fix = "Put a reverse proxy with TLS before the host, see docs/run-in-production.md.";
        return serves
            ? DoctorFinding.Wrong(Name, what, fix, Setting)
            : DoctorFinding.Doubtful(Name, what, fix, Setting);
    }

    private async Task<DoctorFinding> AskAsync(
        string address, string what, HttpMethod method, int expected, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.SendAsync(
                new HttpRequestMessage(method, address), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var status = (int)answer.StatusCode;
            return status == expected
                ? DoctorFinding.Good(Name, $"{address} answers.")
                : DoctorFinding.Wrong(
                    Name, $"{address} answers with status {status}; {what} would with {expected}.",
                    $"Check {Setting} and where the reverse proxy leads, and that the host runs with these settings.",
                    Setting);
        }
        catch (HttpRequestException e)
        {
            return DoctorFinding.Wrong(
                Name, $"{address} cannot be reached: {e.Message}",
                $"Check that the host runs, {Setting}, the name's DNS entry, the firewall and the certificate.",
                Setting);
        }
    }
}
