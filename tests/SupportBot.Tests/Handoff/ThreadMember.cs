using System.Text.Json.Nodes;
using SupportBot.Tests.Channels.Teams.TeamsService;

namespace SupportBot.Tests.Handoff;

/// <summary>Somebody who works in the threads of the desk's channel, which show what they write.</summary>
internal sealed class ThreadMember(TeamsDeskRig rig, TeamsAgent person) : IDisposable
{
    /// <summary>Writes in a thread and returns the message's id.</summary>
    public async Task<string> SayAsync(string thread, string text, bool mentions = false)
    {
        var id = rig.Channel.NextId();
        rig.Teams.Read(() => Of(thread).Messages.TryAdd(id, new JsonObject { ["text"] = text }));
        return await person.SayAsync(Of(thread), text, mentions, id);
    }

    public Task EditAsync(string thread, string id, string text) => person.EditAsync(Of(thread), id, text);

    public Task DeleteAsync(string thread, string id) => person.DeleteAsync(Of(thread), id);

    public Task<string> SubmitAsync(string thread, string verb, string caseId) =>
        person.SubmitAsync(Of(thread), RootOf(thread), new JsonObject { ["verb"] = verb, ["case"] = caseId });

    public Task<string> SendPictureAsync(string thread, string text, string address, string type) =>
        person.SendPictureAsync(Of(thread), text, address, type);

    /// <summary>Presses a button of a card. Returns the type and value of the answer.</summary>
    public async Task<(string Type, JsonNode Value)> PressAsync(string thread, string verb, string? caseId)
    {
        var (status, body) = await person.ExecuteAsync(
            Of(thread), RootOf(thread), verb, new JsonObject { ["case"] = caseId });
        Assert.Equal(200, status);
        return (body!["type"]!.GetValue<string>(), body["value"]!);
    }

    public void Dispose() => person.Dispose();

    private TeamsConversation Of(string thread) => rig.Channel.Threads.Single(each => each.Id == thread);

    private static string RootOf(string thread) => thread[(thread.IndexOf('=') + 1)..];
}
