using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Polly;
using SupportBot.Core;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Models.Chat;
using SupportBot.Models.Connecting;
using SupportBot.Models.Embeddings;
using SupportBot.Models.Prompts;
using SupportBot.Models.Usage;

namespace SupportBot.Models;

/// <summary>Judges the claims of answers in an evaluation.</summary>
/// <param name="Model">The model or deployment.</param>
/// <param name="Judge">The judge.</param>
public sealed record ClaimJudge(string Model, JudgeByModel Judge);

/// <summary>A language model for the bot, on Semantic Kernel.</summary>
public static class ModelsServices
{
    /// <summary>
    /// Registers <see cref="UsageHistory"/>; where there is a server, <see cref="ModelProbe"/>; where a chat model is
    /// named, <see cref="AnswerModel"/> and <see cref="ClosedBook"/>; and where one for vectors is,
    /// <see cref="EmbeddingModel"/>. The caller adds <see cref="BrandPrompts"/>, the options, a <see cref="Database"/>
    /// and a <see cref="TimeProvider"/>, and may add a <see cref="JudgeByModel"/> in place of
    /// <see cref="ModelsOptions.JudgeModel"/>.
    /// </summary>
    /// <param name="services">Where they go.</param>
    /// <param name="configured">The options as they are at the start.</param>
    public static IServiceCollection AddModels(this IServiceCollection services, ModelsOptions configured)
    {
        services.AddSingleton(provider => new UsageHistory(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<BrandPrompts>().Brand,
            provider.GetRequiredService<TimeProvider>()));
        if (!configured.IsConfigured) return services;
        services.TryAddSingleton<TokenCredential>(
            provider => new DefaultAzureCredential(IdentityOptions(Options(provider))));
        services.AddModelHttp()
            .AddSingleton(Usage)
            .AddSingleton(provider => new ModelClient(
                Options(provider),
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(ModelClient.Name),
                provider.GetRequiredService<TokenCredential>))
            .AddSingleton(provider => new ModelProbe(
                provider.GetRequiredService<ModelClient>(),
                Options(provider),
                provider.GetRequiredService<TimeProvider>()));
        if (configured.ChatModel.Length > 0)
            services.AddSingleton(Answering).AddSingleton(Remembering).AddHostedService<TokenizerWarmUp>();
        if (configured.EmbeddingModel.Length > 0) services.AddSingleton(Embedding);
        if (configured.EvaluationModel.Length > 0) services.AddSingleton(Evaluating);
        return services;
    }

    private static ModelsOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ModelsOptions>>().Value;

    private static DefaultAzureCredentialOptions IdentityOptions(ModelsOptions options) => new()
    {
        Transport = new HttpClientTransport(
            new ResponseLimitHandler(options.MaxResponseBytes) { InnerHandler = new SocketsHttpHandler() }),
    };

    private static AnswerModel Answering(IServiceProvider provider)
    {
        var (options, prompts) = (Options(provider), provider.GetRequiredService<BrandPrompts>());
        var chat = Chat(provider, options.ChatModel);
        var tuned = new ConcurrentDictionary<string, ChatModel>(StringComparer.Ordinal);
        return new(
            (question, languages, cancellationToken) =>
                chat.CompleteAsync(
                    ChatRequest.Understand(prompts, question, languages), MeaningJson.Read, cancellationToken),
            (task, cancellationToken) => (task.Model.Length == 0
                ? chat
                : tuned.GetOrAdd(task.Model, model => Chat(provider, model)))
                .StreamAsync(ChatRequest.Write(prompts, task), cancellationToken),
            (task, cancellationToken) =>
                chat.CompleteAsync(
                    ChatRequest.Translate(prompts, task), json => TranslationJson.Read(json, task.Texts.Count),
                    cancellationToken),
            provider.GetService<JudgeByModel>()
                ?? (options.JudgingModel.Length > 0 ? Judging(Chat(provider, options.JudgingModel), prompts) : null))
        {
            ReplyTimeout = TimeSpan.FromSeconds(options.ReplySeconds),
            JudgementTimeout = TimeSpan.FromSeconds(options.JudgeSeconds),
        };
    }

    private static ClosedBook Remembering(IServiceProvider provider) =>
        new(model => Chat(provider, model), provider.GetRequiredService<BrandPrompts>().Bot);

    private static ClaimJudge Evaluating(IServiceProvider provider)
    {
        var model = Options(provider).EvaluationModel;
        return new(model, Judging(Chat(provider, model), provider.GetRequiredService<BrandPrompts>()));
    }

    private static JudgeByModel Judging(ChatModel chat, BrandPrompts prompts) =>
        (task, cancellationToken) =>
            chat.CompleteAsync(
                ChatRequest.Judge(prompts, task), json => JudgementJson.Read(json, task.Inferences.Count),
                cancellationToken);

    private static ChatModel Chat(IServiceProvider provider, string deployment) => new(
        provider.GetRequiredService<ModelClient>().Chat(deployment), deployment,
        Options(provider), provider.GetRequiredService<UsageStore>(), provider.GetRequiredService<TimeProvider>());

    // The hash includes server and model, so that vectors of different models are never mixed.
    private static EmbeddingModel Embedding(IServiceProvider provider)
    {
        var options = Options(provider);
        var hash = TextHash.Of($"{options.Address}\n{options.EmbeddingModel}")[..16];
        var cache = new VectorCache(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<BrandPrompts>().Brand, hash,
            provider.GetRequiredService<TimeProvider>());
        var model = provider.GetRequiredService<ModelClient>().Embeddings(options.EmbeddingModel);
        return new(
            hash,
            new CachedEmbedding(
                new RemoteEmbedding(
                    model, options, provider.GetRequiredService<UsageStore>(),
                    provider.GetRequiredService<TimeProvider>()),
                cache));
    }

    private static UsageStore Usage(IServiceProvider provider)
    {
        var options = Options(provider);
        var caps = new DailyCaps(options.DailyTokens, (long)(options.DailyCost * 1_000_000));
        return new UsageStore(
            provider.GetRequiredService<Database>(), provider.GetRequiredService<BrandPrompts>().Brand, caps,
            options.HasPrices ? options.PricesOf : "", provider.GetRequiredService<TimeProvider>());
    }

    // No redirects, which would forward the key, and no request logging. Retries wrap single attempts.
    private static IServiceCollection AddModelHttp(this IServiceCollection services)
    {
        var http = services.AddHttpClient(ModelClient.Name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        http.AddResilienceHandler("retry", (builder, context) =>
        {
            var time = context.ServiceProvider.GetRequiredService<TimeProvider>();
            builder.TimeProvider = time;
            builder.AddRetry(ModelRetry.Options(time));
        });
        http.AddHttpMessageHandler(() => new AttemptHandler());
        http.AddHttpMessageHandler(() => new OutputLimitHandler());
        http.AddHttpMessageHandler(() => new EventRepairHandler());
        http.AddHttpMessageHandler(provider => new ResponseLimitHandler(Options(provider).MaxResponseBytes));
        return services;
    }
}
