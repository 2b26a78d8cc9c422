using System.Net.Http.Headers;
using System.Text;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>The header that signs the bot in.</summary>
internal static class Authentication
{
    /// <returns>Null where the cluster asks for no sign-in.</returns>
    public static AuthenticationHeaderValue? Of(ElasticsearchOptions options) => options switch
    {
        { ApiKey: { Length: > 0 } key } => new("ApiKey", key.Contains(':') ? Base64(key) : key),
        { UserName.Length: > 0 } => new("Basic", Base64($"{options.UserName}:{options.Password}")),
        _ when Addresses.SignIn(options) is var (user, password) => new("Basic", Base64($"{user}:{password}")),
        _ => null,
    };

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
