namespace SupportBot.Webhooks;

// What the settings of every webhook have to keep to.
internal static class WebhookAddress
{
    public const int ShortestSecret = 16;

    public const string AddressProblem =
        "must look like https://example.com/hooks/support; http only on the same machine.";

    public static readonly string SecretProblem =
        $"needs at least {ShortestSecret} characters, such as `openssl rand -hex 32` prints.";

    public static bool IsValid(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
