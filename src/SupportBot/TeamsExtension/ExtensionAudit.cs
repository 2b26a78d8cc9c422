using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SupportBot.Core.Audit;

namespace SupportBot.TeamsExtension;

// Records each query in the audit and in one line of the log. Who asked is not recorded.
internal sealed partial class ExtensionAudit(CallAudit audit, ILogger<ExtensionAudit> log)
{
    public const string Name = "message_extension";
    private const string Caller = $"{Microsoft.Bot.Connector.Channels.Msteams}:extension";

    public async Task AddAsync(
        string question, string language, ExtensionFinding? finding, JObject result, TimeSpan elapsed)
    {
        var attachments = result["composeExtension"]!["attachments"]?.Count() ?? 0;
        var call = new AuditedCall(
            Name, attachments, Encoding.UTF8.GetByteCount(result.ToString(Formatting.None)),
            finding is null ? "There was no answer in time." : null);
        var answered = finding is null ? null : new AnsweredTurn("", question, finding.Answer, "", language);
        await audit.AddAsync(Caller, Microsoft.Bot.Connector.Channels.Msteams, call, answered);
        Called(log, call.Results, call.Bytes, (long)elapsed.TotalMilliseconds);
    }

    [LoggerMessage(LogLevel.Information,
        "Message extension: {Results} results, {Bytes} bytes, {Milliseconds} ms")]
    private static partial void Called(ILogger log, int results, int bytes, long milliseconds);
}
