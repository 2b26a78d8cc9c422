using Microsoft.Extensions.DependencyInjection;

namespace SupportBot.Tests.Models;

/// <summary>Lets a double stand behind the https address of an Azure resource.</summary>
internal static class AzureDouble
{
    public const string Host = "acme.openai.azure.com";
    public const string Endpoint = $"https://{Host}";

    public static readonly (string Name, string Value)[] Settings =
        [("Models:Provider", "azure"), ("Models:Endpoint", Endpoint)];

    /// <param name="services">Those that models are added to already.</param>
    /// <param name="address">Of the double.</param>
    public static void AddAzureDouble(this IServiceCollection services, Func<Uri> address) =>
        services.AddHttpClient("models").AddHttpMessageHandler(() => new Tunnel(address));

    /// <summary>The last handler before the product's own that opens connections.</summary>
    private sealed class Tunnel(Func<Uri> address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!;
            if (asked.Host == Host) request.RequestUri = new Uri(address(), asked.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
