using System.Text;

namespace SupportBot.Elasticsearch.Transport;

internal static class NodeAddresses
{
    private const StringSplitOptions Parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    // Omits user names and passwords from the addresses.
    public static IReadOnlyList<Uri> Of(ElasticsearchOptions options) => options.CloudId.Length > 0
        ? [OfCloud(options.CloudId)!]
        : [.. Given(options).Select(Plain)];

    public static (string UserName, string Password)? SignIn(ElasticsearchOptions options)
    {
        var infos = Given(options).Select(address => address.UserInfo.Split(':', 2));
        return infos.FirstOrDefault(parts => parts.Length == 2) is [var user, var password]
            ? (Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : null;
    }

    public static bool AreGiven(ElasticsearchOptions options) =>
        options.CloudId.Length > 0 || Texts(options).Length > 0;

    public static bool AreValid(ElasticsearchOptions options) => Texts(options).All(text => Parse(text) is not null);

    // A cloud id consists of a name, a colon, and base64 of host[:port]$elasticsearch$kibana. Returns null for other
    // text.
    public static Uri? OfCloud(string cloudId)
    {
        var (bytes, colon) = (new byte[cloudId.Length], cloudId.LastIndexOf(':'));
        if (colon <= 0 || !Convert.TryFromBase64String(cloudId[(colon + 1)..], bytes, out var length)) return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('$');
        if (parts is not [{ Length: > 0 } host, { Length: > 0 } cluster, ..]) return null;
        var port = host.LastIndexOf(':') is > 0 and var at ? host[at..] : "";
        var text = $"https://{cluster}.{host[..^port.Length]}{port}/";
        return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
    }

    private static Uri Plain(Uri address) =>
        new UriBuilder(address) { UserName = "", Password = "", Path = address.AbsolutePath.TrimEnd('/') + '/' }.Uri;

    private static IEnumerable<Uri> Given(ElasticsearchOptions options) => Texts(options).Select(Parse).OfType<Uri>();

    private static string[] Texts(ElasticsearchOptions options)
    {
        var variable = Environment.GetEnvironmentVariable(ElasticsearchOptions.UrlVariable) ?? "";
        IReadOnlyList<string> lists = options.Urls.Count > 0 ? options.Urls : [variable];
        return [.. lists.SelectMany(text => text.Split(',', Parts))];
    }

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "https" or "http", Query: "", Fragment: "" } ? address : null;
}
