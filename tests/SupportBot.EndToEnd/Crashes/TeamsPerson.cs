using System.Net.Http.Json;

namespace SupportBot.EndToEnd.Crashes;

/// <summary>One who sends messages to the bot.</summary>
internal interface ISender
{
    /// <summary>Sends a message that has an id of our own.</summary>
    /// <returns>Whether the host has taken it.</returns>
    Task<bool> TrySayAsync(HttpClient http, string id);
}

/// <summary>Somebody in Teams, whose messages Azure Bot Service delivers again until the bot has taken them.</summary>
internal sealed class TeamsPerson(string name, string type, TeamsLedger ledger) : ISender
{
    public async Task<bool> TrySayAsync(HttpClient http, string id)
    {
        using var response = await http.PostAsJsonAsync("/api/messages", new
        {
            type = "message",
            id,
            timestamp = "2026-03-01T12:00:00Z",
            channelId = "msteams",
            serviceUrl = ledger.ServiceUrl,
            from = new { id = name, name },
            recipient = new { id = "28:bot", name = "Bot" },
            conversation = new { id = $"19:{name}", conversationType = type },
            text = "<at>Bot</at> How long does the warranty last?",
            entities = new[]
            {
                new
                {
                    type = "mention",
                    mentioned = new { id = "28:bot", name = "Bot" },
                    text = "<at>Bot</at>",
                },
            },
        }, TestContext.Current.CancellationToken);
        return response.IsSuccessStatusCode;
    }
}
