using System.Net.Http.Headers;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>Elasticsearch names itself in every answer since 7.14; what does not is an old one, another product, or a proxy that drops the header.</summary>
internal static class ProductCheck
{
    private const string Header = "X-elastic-product";

    public static bool Passes(HttpResponseHeaders headers) =>
        headers.TryGetValues(Header, out var values) && values.Contains("Elasticsearch", StringComparer.Ordinal);
}
