using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using OpenAI;

namespace SupportBot.Models.Connecting;

/// <summary>The client of the configured server.</summary>
internal static class ModelClient
{
    /// <summary>Name of its <see cref="HttpClient"/>.</summary>
    public const string Name = "models";

    /// <param name="options">Which server, and the key.</param>
    /// <param name="http">Sends the requests, with retries and time limits.</param>
    /// <param name="identity">Gives the tokens for Azure where there is no key; made only then.</param>
    public static OpenAIClient Create(ModelsOptions options, HttpClient http, Func<TokenCredential> identity)
    {
        var settings = new OpenAIClientOptions
        {
            Endpoint = options.Address,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        return options is { Provider: ModelsOptions.Azure, ApiKey.Length: 0 }
            ? new OpenAIClient(new BearerTokenPolicy(identity(), options.EntraScope), settings)
            : new OpenAIClient(new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : "none"), settings);
    }
}
