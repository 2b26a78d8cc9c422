using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Widget;

namespace SupportBot.Diagnosis;

// The start validates the syntax of the origins; only the doctor checks that they exist.
internal sealed class OriginsCheck(IOptions<WebChatOptions> options, HttpClient http) : ICheck
{
    private const string Setting = "WebChat:AllowedOrigins";

    public string Name => "widget origins";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var origins = options.Value.AllowedOrigins;
        if (origins.Count == 0)
            yield return DoctorFinding.Skipped(
                Name, $"{Setting} is empty: only the host's own pages and pages from localhost may show the chat.");
        foreach (var finding in await Task.WhenAll(origins.Select(origin => ExamineAsync(origin, cancellationToken))))
            yield return finding;
    }

    private async Task<DoctorFinding> ExamineAsync(string origin, CancellationToken cancellationToken)
    {
        if (origin == "*")
            return DoctorFinding.Doubtful(
                Name, "Any site may show the chat.", $"List your own sites in {Setting}.", Setting);
        var isLocal = Uri.TryCreate(origin, UriKind.Absolute, out var url) && url.IsLoopback;
        if (!isLocal && origin.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return DoctorFinding.Doubtful(
                Name, $"{origin} is not encrypted.", $"Serve the site with TLS and write https:// in {Setting}.",
                Setting);
        if (isLocal || origin.Contains('*', StringComparison.Ordinal))
            return DoctorFinding.Good(Name, $"{origin} may show the chat.");
        try
        {
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return DoctorFinding.Good(Name, $"{origin} may show the chat, and answers.");
        }
        catch (HttpRequestException e)
        {
            return DoctorFinding.Doubtful(
                Name, $"{origin} cannot be reached from here: {e.Message}",
                $"Check its spelling in {Setting}; a site in another network is fine.", Setting);
        }
    }
}
