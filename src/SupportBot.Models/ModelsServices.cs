using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel.Connectors.OpenAI;
using OpenAI;
using Polly;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Storage;
using SupportBot.Models.Chat;
using SupportBot.Models.Connecting;
using SupportBot.Models.Prompts;
using SupportBot.Models.Usage;

namespace SupportBot.Models;

/// <summary>A language model for the bot, on Semantic Kernel.</summary>
public static class ModelsServices
{
    /// <summary>
    /// Registers <see cref="AnswerModel"/>. The caller adds <see cref="BrandPrompts"/>, the options, a
    /// <see cref="Database"/> and a <see cref="TimeProvider"/>, and calls this only where a model is configured.
    /// </summary>
    public static IServiceCollection AddModels(this IServiceCollection services)
    {
        services.TryAddSingleton<TokenCredential>(_ => new DefaultAzureCredential());
        return services.AddModelHttp()
            .AddSingleton(provider => ModelClient.Create(
                Options(provider), provider.GetRequiredService<IHttpClientFactory>().CreateClient(ModelClient.Name), provider.GetRequiredService<TokenCredential>))
            .AddSingleton(Usage)
            .AddSingleton(provider => new ChatModel(
                new OpenAIChatCompletionService(Options(provider).ChatModel, provider.GetRequiredService<OpenAIClient>()),
                Options(provider), provider.GetRequiredService<UsageStore>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton(provider => Answering(provider.GetRequiredService<ChatModel>(), provider.GetRequiredService<BrandPrompts>()));
    }

    private static ModelsOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<ModelsOptions>>().Value;

    private static AnswerModel Answering(ChatModel chat, BrandPrompts prompts) => new(
        (question, cancellationToken) => chat.CompleteAsync(ChatRequest.Understand(prompts, question), MeaningJson.Read, cancellationToken),
        (task, cancellationToken) => chat.StreamAsync(ChatRequest.Write(prompts, task), cancellationToken));

    private static UsageStore Usage(IServiceProvider provider)
    {
        var options = Options(provider);
        var caps = new DailyCaps(options.DailyTokens, (long)(options.DailyCost * 1_000_000));
        return new UsageStore(provider.GetRequiredService<Database>(), provider.GetRequiredService<BrandPrompts>().Brand, caps, provider.GetRequiredService<TimeProvider>());
    }

    /// <summary>Retries outside, one attempt inside. No redirects, which would take the key elsewhere, and no logging of requests.</summary>
    private static IServiceCollection AddModelHttp(this IServiceCollection services)
    {
        var http = services.AddHttpClient(ModelClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        http.AddResilienceHandler("retry", (builder, context) =>
        {
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            builder.TimeProvider = time;
            builder.AddRetry(ModelRetry.Options(time));
        });
        http.AddHttpMessageHandler(() => new AttemptHandler());
        return services;
    }
}
