using System.Diagnostics.CodeAnalysis;
using Microsoft.Bot.Schema;

namespace SupportBot.BotFramework.DirectLine;

// Like Microsoft's service, the endpoint takes every type of the Activity specification from a client. What the bot
// has no use for is acknowledged and neither stored nor shown to anybody.
internal static class ClientActivityTypes
{
    public const string InvalidMessage =
        "An activity must have a type of the Activity specification, such as message or event, in its exact spelling.";

    private static readonly HashSet<string> ForBot =
        [ActivityTypes.Message, ActivityTypes.Event, ActivityTypes.EndOfConversation];

    private static readonly HashSet<string> Ignored =
    [
        ActivityTypes.Typing, ActivityTypes.MessageReaction, ActivityTypes.MessageUpdate, ActivityTypes.MessageDelete,
        ActivityTypes.ConversationUpdate, ActivityTypes.ContactRelationUpdate, ActivityTypes.InstallationUpdate,
        ActivityTypes.Invoke, ActivityTypes.Command, ActivityTypes.CommandResult, ActivityTypes.Suggestion,
        ActivityTypes.Trace, ActivityTypes.Handoff,
    ];

    // With this event a hub says that its agents took over or ended. A visitor has no say in that.
    private const string HandoffStatus = "handoff.status";

    public static bool Contains([NotNullWhen(true)] string? type) =>
        type is not null && (ForBot.Contains(type) || Ignored.Contains(type));

    public static bool IsForBot(Activity activity, DirectLineIdentity identity) =>
        ForBot.Contains(activity.Type) && (identity.IsSecret || activity.Name != HandoffStatus);
}
