namespace SupportBot.BotFramework.Tests.DirectLine;

/// <summary>The addresses of the server.</summary>
internal static class Routes
{
    /// <summary>Those within one conversation, but for its stream.</summary>
    public static IEnumerable<(HttpMethod Method, string Path)> Of(string conversation) =>
    [
        (HttpMethod.Get, $"conversations/{conversation}"),
        (HttpMethod.Get, $"conversations/{conversation}/activities"),
        (HttpMethod.Post, $"conversations/{conversation}/activities"),
        (HttpMethod.Post, $"conversations/{conversation}/upload"),
    ];

    /// <summary>Those to which a body is posted.</summary>
    public static IEnumerable<string> WithBody(string conversation) =>
        [
            "tokens/generate",
            "tokens/refresh",
            "conversations",
            $"conversations/{conversation}/activities",
            $"conversations/{conversation}/upload",
        ];
}
