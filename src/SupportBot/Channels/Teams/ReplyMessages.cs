using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using SupportBot.Brands;
using SupportBot.Core.Answers;

namespace SupportBot.Channels.Teams;

internal delegate IReadOnlyList<Activity> RenderAnswer(Answer answer, ChatTexts texts);

internal static class ReplyMessages
{
    // Returns the id of the last message, which people give feedback on.
    public static async Task<string> SendAllAsync(
        this ITurnContext turn, IReadOnlyList<Activity> messages, CancellationToken cancellationToken) =>
        (await turn.SendActivitiesAsync([.. messages], cancellationToken))[^1].Id!;
}
