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

    public static bool Contains([NotNullWhen(true)] string? type) =>
        type is not null && (IsForBot(type) || Ignored.Contains(type));

    public static bool IsForBot(string type) => ForBot.Contains(type);
}
