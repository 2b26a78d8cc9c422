using Azure.AI.OpenAI;

namespace SupportBot.Models.Connecting;

/// <summary>The versions of Azure's protocol that its client speaks.</summary>
internal static class AzureApi
{
    private static readonly Dictionary<string, AzureOpenAIClientOptions.ServiceVersion> Known =
        Enum.GetValues<AzureOpenAIClientOptions.ServiceVersion>().ToDictionary(Name);

    /// <summary>As they stand in <c>Models:ApiVersion</c>, the oldest first.</summary>
    public static IEnumerable<string> Versions => Known.Keys.Order(StringComparer.Ordinal);

    /// <returns>Null where the client does not speak it.</returns>
    public static AzureOpenAIClientOptions.ServiceVersion? Find(string version) =>
        Known.TryGetValue(version, out var known) ? known : null;

    /// <summary>The client names its versions like <c>V2025_04_01_Preview</c>.</summary>
    private static string Name(AzureOpenAIClientOptions.ServiceVersion version) =>
        version.ToString()[1..].Replace('_', '-').ToLowerInvariant();
}
