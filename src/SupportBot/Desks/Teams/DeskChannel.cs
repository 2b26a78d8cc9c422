using Microsoft.Extensions.Options;
using Sent = SupportBot.BotFramework.Connector.ConnectorResult<Microsoft.Bot.Schema.ResourceResponse>;

namespace SupportBot.Desks.Teams;

// Whether Teams takes messages for the desk's channel.
internal sealed partial class DeskChannel(
    IOptions<TeamsDeskOptions> desk, TimeProvider clock, ILogger<DeskChannel> log)
{
    public static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    // Until when Teams is not asked, because it refuses the channel, in milliseconds; 0 while it takes messages.
    private long _refusedUntil;

    // For how long Teams is not asked; null if it may be.
    public TimeSpan? RefusedFor =>
        Volatile.Read(ref _refusedUntil) - Now is > 0 and var left ? TimeSpan.FromMilliseconds(left) : null;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    public void ClearRefusal() => Volatile.Write(ref _refusedUntil, 0);

    // Returns the pause before the next attempt.
    public TimeSpan PauseAfter(string caseId, Sent.Failed failed)
    {
        if (failed.Status is not (403 or 404)) return ShortPause;
        if (Interlocked.Exchange(ref _refusedUntil, Now + (long)LongPause.TotalMilliseconds) == 0)
            Refused(log, desk.Value.ChannelId, caseId, failed.Code, failed.Message);
        return LongPause;
    }

    [LoggerMessage(LogLevel.Error,
        "Teams refuses the desk's channel {Channel} (case {CaseId}): {Code}: {Problem} Add the bot's app to the team. "
            + "Cases can be worked on in the console")]
    private static partial void Refused(ILogger log, string channel, string caseId, string code, string problem);
}
