using System.Text;
using Microsoft.Bot.Builder;
using Microsoft.Bot.Schema;
using Newtonsoft.Json.Linq;
using SupportBot.BotFramework.Activities;

namespace SupportBot.BotFramework.Tests;

/// <summary>Says what it heard; streams where it is asked to.</summary>
internal sealed class EchoBot : ActivityHandler
{
    protected override Task OnMembersAddedAsync(
        IList<ChannelAccount> membersAdded, ITurnContext<IConversationUpdateActivity> turnContext,
        CancellationToken cancellationToken)
    {
        var user = membersAdded.First(member => member.Id != turnContext.Activity.Recipient.Id);
        return turnContext.SendActivityAsync(MessageFactory.Text($"Welcome {user.Id}"), cancellationToken);
    }

    protected override async Task OnMessageActivityAsync(
        ITurnContext<IMessageActivity> turnContext, CancellationToken cancellationToken)
    {
        var text = turnContext.Activity.Text ?? "";
        if (text.StartsWith("stream ", StringComparison.Ordinal))
            await StreamAsync(text[7..].Split(' '), turnContext, cancellationToken);
        else if (turnContext.Activity.Attachments?.Count > 0)
            await turnContext.SendActivityAsync(WithOriginal($"Echo: {text}", turnContext), cancellationToken);
        else await turnContext.SendActivityAsync(Plain($"Echo: {text}"), cancellationToken);
    }

    protected override Task OnEventAsync(
        ITurnContext<IEventActivity> turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync(MessageFactory.Text($"Event: {turnContext.Activity.Name}"), cancellationToken);

    private static Activity Plain(string text)
    {
        var message = MessageFactory.Text(text);
        message.TextFormat = TextFormatTypes.Plain;
        return message;
    }

    /// <summary>The bot of Microsoft's own tests of DirectLineJS sends back the activity that it got.</summary>
    private static Activity WithOriginal(string text, ITurnContext turnContext)
    {
        var message = Plain(text);
        var original = ActivityJson.Write(turnContext.Activity);
        message.ChannelData = new JObject { ["originalActivity"] = JObject.Parse(Encoding.UTF8.GetString(original)) };
        return message;
    }

    private static async Task StreamAsync(
        string[] words, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        string? stream = null;
        for (var i = 1; i <= words.Length; i++)
        {
            var chunk = new Activity
            {
                Type = ActivityTypes.Typing,
                Text = string.Join(' ', words[..i]),
                TextFormat = TextFormatTypes.Markdown,
                ChannelData = Stream(stream, "streaming", i),
            };
            var sent = await turnContext.SendActivityAsync(chunk, cancellationToken);
            stream ??= sent.Id;
        }
        var final = MessageFactory.Text(string.Join(' ', words));
        final.ChannelData = Stream(stream, "final", null);
        await turnContext.SendActivityAsync(final, cancellationToken);
    }

    private static JObject Stream(string? id, string type, int? sequence)
    {
        var data = new JObject { ["streamType"] = type };
        if (id is not null) data["streamId"] = id;
        if (sequence is { } n) data["streamSequence"] = n;
        return data;
    }
}
