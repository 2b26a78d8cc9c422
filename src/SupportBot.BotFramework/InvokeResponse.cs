using System.Text.Json.Nodes;

namespace SupportBot.BotFramework;

/// <summary>The answer to an invoke, which goes back as the HTTP response.</summary>
/// <param name="Status">HTTP status; 501 for an invoke that nobody handles.</param>
/// <param name="Body">JSON body; null for none.</param>
public sealed record InvokeResponse(int Status, JsonNode? Body = null)
{
    /// <summary>The name is not one that this bot knows.</summary>
    public static InvokeResponse NotImplemented { get; } = new(501);
}
