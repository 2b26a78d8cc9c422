using System.Text;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>Where the nodes are, from whichever setting says it.</summary>
internal static class Addresses
{
    /// <summary>Of valid options. Names and passwords in an address are left out of it.</summary>
    public static IReadOnlyList<Uri> Of(ElasticsearchOptions options) => options.CloudId.Length > 0
        ? [OfCloud(options.CloudId)!]
        : [.. Given(options).Select(address => new UriBuilder(address) { UserName = "", Password = "", Path = address.AbsolutePath.TrimEnd('/') + '/' }.Uri)];

    /// <summary>Name and password in the first address that has them; null where none has.</summary>
    public static (string UserName, string Password)? SignIn(ElasticsearchOptions options) =>
        Given(options).Select(address => address.UserInfo.Split(':', 2)).FirstOrDefault(parts => parts.Length == 2) is [var user, var password]
            ? (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : null;

    /// <summary>Whether there is any.</summary>
    public static bool AreGiven(ElasticsearchOptions options) => options.CloudId.Length > 0 || Texts(options).Length > 0;

    /// <summary>Whether all that are given are addresses.</summary>
    public static bool AreValid(ElasticsearchOptions options) => Texts(options).All(text => Parse(text) is not null);

    /// <summary>A cloud id is a name, a colon, and in base64 <c>host[:port]$elasticsearch$kibana</c>; null where it is none.</summary>
    public static Uri? OfCloud(string cloudId)
    {
        var bytes = new byte[cloudId.Length];
        if (cloudId.LastIndexOf(':') is not (> 0 and var colon) || !Convert.TryFromBase64String(cloudId[(colon + 1)..], bytes, out var length)) return null;
        if (Encoding.UTF8.GetString(bytes, 0, length).Split('$') is not [{ Length: > 0 } host, { Length: > 0 } cluster, ..]) return null;
        var port = host.LastIndexOf(':') is > 0 and var at ? host[at..] : "";
        return Uri.TryCreate($"https://{cluster}.{host[..^port.Length]}{port}/", UriKind.Absolute, out var address) ? address : null;
    }

    private static IEnumerable<Uri> Given(ElasticsearchOptions options) => Texts(options).Select(Parse).OfType<Uri>();

    private static string[] Texts(ElasticsearchOptions options) =>
        [.. (options.Urls.Count > 0 ? options.Urls : [Environment.GetEnvironmentVariable(ElasticsearchOptions.UrlVariable) ?? ""])
            .SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) && address is { Query: "", Fragment: "" }
            ? address
            : null;
}
