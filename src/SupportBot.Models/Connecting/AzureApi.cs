using Azure.AI.OpenAI;

namespace SupportBot.Models.Connecting;

internal static class AzureApi
{
    private static readonly Dictionary<string, AzureOpenAIClientOptions.ServiceVersion> Known =
        Enum.GetValues<AzureOpenAIClientOptions.ServiceVersion>().ToDictionary(Name);

    public static IEnumerable<string> Versions => Known.Keys.Order(StringComparer.Ordinal);

    // Returns null if the client does not support the version.
    public static AzureOpenAIClientOptions.ServiceVersion? Find(string version) =>
        Known.TryGetValue(version, out var known) ? known : null;

    private static string Name(AzureOpenAIClientOptions.ServiceVersion version) =>
        version.ToString()[1..].Replace('_', '-').ToLowerInvariant();
}
