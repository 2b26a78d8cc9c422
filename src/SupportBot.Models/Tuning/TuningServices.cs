using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpenAI;
using SupportBot.Core.Voice.Versions;
using SupportBot.Models.Connecting;
using SupportBot.Models.Prompts;
using SupportBot.Models.Tuning.Hosted;
using SupportBot.Models.Tuning.OpenWeight;

namespace SupportBot.Models.Tuning;

/// <summary>Training of tuned models, by the configured route.</summary>
public static class TuningServices
{
    private const string HttpName = "tuning";

    private static readonly TimeSpan CallTimeout = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Registers, where a route is set, <see cref="ITuningRoute"/>, <see cref="VoiceTrainer"/> and
    /// <see cref="RetirementDates"/>. The caller adds the options, <see cref="BrandPrompts"/>, a
    /// <see cref="VoiceVersionStore"/> and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddTuning(this IServiceCollection services, TuningOptions configured)
    {
        if (configured.Route == TuningOptions.None) return services;
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        // No redirects, which would forward the key, no request logging, and no retries: a job must not be made twice.
        services.AddHttpClient(HttpName, client => client.Timeout = CallTimeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false })
            .RemoveAllLoggers()
            .AddHttpMessageHandler(provider => new ResponseLimitHandler(Models(provider).MaxResponseBytes));
        return services
            .AddSingleton(Route)
            .AddSingleton(provider => new RetirementDates(
                Tuning(provider), Azure(provider), Deployments(provider)))
            .AddSingleton(provider => new VoiceTrainer(
                provider.GetRequiredService<ITuningRoute>(), provider.GetRequiredService<VoiceVersionStore>(),
                Tuning(provider), provider.GetRequiredService<BrandPrompts>().Brand,
                provider.GetRequiredService<TimeProvider>()));
    }

    private static ModelsOptions Models(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ModelsOptions>>().Value;

    private static TuningOptions Tuning(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TuningOptions>>().Value;

    private static AzureTuningOptions Azure(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<AzureTuningOptions>>().Value;

    private static HttpClient Http(IServiceProvider provider) =>
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpName);

    private static AzureDeployments Deployments(IServiceProvider provider) => new(
        Http(provider), Azure(provider), provider.GetRequiredService<TokenCredential>,
        provider.GetRequiredService<TimeProvider>());

    private static ITuningRoute Route(IServiceProvider provider)
    {
        var (options, time) = (Tuning(provider), provider.GetRequiredService<TimeProvider>());
        return options.Route switch
        {
            TuningOptions.Azure => new AzureTuning(
                new HostedTrainer(Api(provider, isAzure: true), options, Azure(provider), time),
                Deployments(provider)),
            TuningOptions.OpenAI => new OpenAITuning(
                new HostedTrainer(Api(provider, isAzure: false), options, null, time), options, time),
            _ => new OpenWeightTuning(options, AdapterServer(provider)),
        };
    }

    private static IAdapterServer AdapterServer(IServiceProvider provider)
    {
        var (options, models) = (Tuning(provider), Models(provider));
        if (options.Server == "none") return new NamedModelServer();
        var address = options.ServerUrl.Length > 0 ? new Uri(options.ServerUrl) : ServerOf(models);
        var calls = new AdapterCalls(Http(provider), address, KeyOf(options, models));
        return options.Server switch
        {
            "ollama" => new OllamaServer(calls),
            "llamacpp" => new LlamaCppServer(calls, models.ChatModel),
            _ => new VllmServer(calls),
        };
    }

    private static Uri ServerOf(ModelsOptions models) => models.Endpoint.Length > 0
        ? new Uri(new Uri(models.Endpoint).GetLeftPart(UriPartial.Authority))
        : new Uri("http://localhost:8000");

    private static string KeyOf(TuningOptions options, ModelsOptions models) =>
        options.ApiKey.Length > 0 ? options.ApiKey : models.ApiKey;

    private static TrainerApi Api(IServiceProvider provider, bool isAzure)
    {
        var (options, models) = (Tuning(provider), Models(provider));
        var key = KeyOf(options, models);
        var address = AddressOf(options, models, isAzure);
        var settings = new OpenAIClientOptions
        {
            Endpoint = address,
            Transport = new HttpClientPipelineTransport(Http(provider)),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
        };
        var client = key.Length > 0 || !isAzure
            ? new OpenAIClient(new ApiKeyCredential(key.Length > 0 ? key : "none"), settings)
            : new OpenAIClient(
                new BearerTokenPolicy(
                    provider.GetRequiredService<TokenCredential>(), Azure(provider).TrainingScope), settings);
        return new TrainerApi(client, address, key);
    }

    private static Uri AddressOf(TuningOptions options, ModelsOptions models, bool isAzure)
    {
        var given = options.Endpoint.Length > 0 ? options.Endpoint
            : models.Endpoint.Length > 0 ? models.Endpoint
            : "https://api.openai.com/v1";
        var address = given.TrimEnd('/');
        return new Uri(isAzure && !address.Contains("/openai", StringComparison.OrdinalIgnoreCase)
            ? $"{address}/openai/v1/"
            : $"{address}/");
    }
}
