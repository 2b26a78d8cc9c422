using SupportBot.BotFramework.Schema;

namespace SupportBot.BotFramework.Tests;

/// <summary>Says what it heard; streams where it is asked to.</summary>
internal sealed class EchoBot : ActivityHandler
{
    protected override Task OnMembersAddedAsync(IReadOnlyList<ChannelAccount> membersAdded, ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync($"Welcome {membersAdded[0].Id}", cancellationToken);

    protected override async Task OnMessageActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        var text = turnContext.Activity.Text ?? "";
        if (text.StartsWith("stream ", StringComparison.Ordinal)) await StreamAsync(text[7..].Split(' '), turnContext, cancellationToken);
        else await turnContext.SendActivityAsync($"Echo: {text}", cancellationToken);
    }

    protected override Task OnEventActivityAsync(ITurnContext turnContext, CancellationToken cancellationToken) =>
        turnContext.SendActivityAsync($"Event: {turnContext.Activity.Name}", cancellationToken);

    private static async Task StreamAsync(string[] words, ITurnContext turnContext, CancellationToken cancellationToken)
    {
        string? stream = null;
        for (var i = 1; i <= words.Length; i++)
        {
            var chunk = new Activity { Type = ActivityTypes.Typing, Text = string.Join(' ', words[..i]), TextFormat = TextFormatTypes.Markdown, ChannelData = Stream(stream, "streaming", i) };
            var sent = await turnContext.SendActivityAsync(chunk, cancellationToken);
            stream ??= sent.Id;
        }
        var final = MessageFactory.Markdown(string.Join(' ', words));
        final.ChannelData = Stream(stream, "final", null);
        await turnContext.SendActivityAsync(final, cancellationToken);
    }

    private static System.Text.Json.Nodes.JsonObject Stream(string? id, string type, int? sequence)
    {
        var data = new System.Text.Json.Nodes.JsonObject { ["streamType"] = type };
        if (id is not null) data["streamId"] = id;
        if (sequence is { } n) data["streamSequence"] = n;
        return data;
    }
}
