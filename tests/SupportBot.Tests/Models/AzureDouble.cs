using Microsoft.Extensions.DependencyInjection;

namespace SupportBot.Tests.Models;

/// <summary>Lets a double stand behind the https address of an Azure resource.</summary>
internal static class AzureDouble
{
    public const string Host = "acme.openai.azure.com";
    public const string Endpoint = $"https://{Host}";

    /// <summary>Of an operation on a deployment, on the double.</summary>
    public static string Route(string operation) => $"/openai/deployments/{{deployment}}/{operation}";

    /// <param name="services">Those that models are added to already.</param>
    /// <param name="address">Of the double.</param>
    public static void AddAzureDouble(this IServiceCollection services, Func<Uri> address) =>
        services.AddHttpClient("models").AddHttpMessageHandler(() => new Tunnel(address));

    /// <summary>The last handler before the product's own that opens connections.</summary>
    private sealed class Tunnel(Func<Uri> address) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == Host) request.RequestUri = new Uri(address(), request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
