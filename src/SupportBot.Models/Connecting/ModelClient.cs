using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel.ChatCompletion;
using Microsoft.SemanticKernel.Connectors.AzureOpenAI;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;

namespace SupportBot.Models.Connecting;

// Uses Azure's own client for Azure and the OpenAI client for all other servers.
internal sealed class ModelClient
{
    public const string Name = "models";

    private readonly OpenAIClient _client;

    public ModelClient(ModelsOptions options, HttpClient http, Func<TokenCredential> identity) =>
        _client = options.Provider == ModelsOptions.Azure ? Azure(options, http, identity) : Compatible(options, http);

    public IChatCompletionService Chat(string model) => _client is AzureOpenAIClient azure
        ? new AzureOpenAIChatCompletionService(model, azure)
        : new OpenAIChatCompletionService(model, _client);

    public IEmbeddingGenerator<string, Embedding<float>> Embeddings(string model) =>
        _client.GetEmbeddingClient(model).AsIEmbeddingGenerator();

    private static AzureOpenAIClient Azure(ModelsOptions options, HttpClient http, Func<TokenCredential> identity)
    {
        var settings = Over(http, new AzureOpenAIClientOptions(AzureApi.Find(options.ApiVersion)!.Value));
        settings.Audience = options.EntraScope;
        return options.ApiKey.Length > 0
            ? new AzureOpenAIClient(options.Resource, new ApiKeyCredential(options.ApiKey), settings)
            : new AzureOpenAIClient(options.Resource, identity(), settings);
    }

    private static OpenAIClient Compatible(ModelsOptions options, HttpClient http)
    {
        var settings = Over(http, new OpenAIClientOptions { Endpoint = options.Address });
        return new OpenAIClient(new ApiKeyCredential(options.ApiKey.Length > 0 ? options.ApiKey : "none"), settings);
    }

    private static T Over<T>(HttpClient http, T settings) where T : ClientPipelineOptions
    {
        settings.Transport = new HttpClientPipelineTransport(http);
        settings.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        settings.NetworkTimeout = Timeout.InfiniteTimeSpan;
        return settings;
    }
}
