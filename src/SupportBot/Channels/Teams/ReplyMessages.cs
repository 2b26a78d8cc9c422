using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Core.Answers;

namespace SupportBot.Channels.Teams;

/// <summary>An answer as the messages of a channel: several where it is long.</summary>
internal delegate IReadOnlyList<Activity> RenderAnswer(Answer answer);

internal static class ReplyMessages
{
    /// <summary>Says them in order.</summary>
    /// <returns>The id of the last, under which people give their opinion.</returns>
    public static async Task<string> SendAllAsync(
        this ITurnContext turn,
        IReadOnlyList<Activity> messages,
        CancellationToken cancellationToken
    ) => (await turn.SendActivitiesAsync([.. messages], cancellationToken))[^1].Id!;
}
