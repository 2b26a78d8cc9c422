using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Knowledge.Linting;
using SupportBot.Core.Storage;
using SupportBot.Documents;
using SupportBot.Embedded.Onnx;
using SupportBot.Embedded.Training;
using SupportBot.Knowledge.Pages;
using SupportBot.Knowledge.Parsing;
using SupportBot.Models;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

internal static class KnowledgeServices
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddDocuments()
        .AddSingleton(provider => new DocumentStore(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<Brand>().Name,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<ServerOptions>>().Value.PublicAddress))
        .AddSingleton(provider =>
            new PublicDocuments(provider.GetRequiredService<Database>(), provider.GetRequiredService<Brand>().Name))
        .AddSingleton<DocsPages>()
        .AddSingleton<RenderedPages>()
        .AddSingleton<DocsPictures>()
        .AddSingleton<ChunkSource>(provider => provider.GetRequiredService<DocumentStore>().ChunksAsync)
        .AddSingleton(provider => Defaults(provider.GetRequiredService<IOptions<DocsOptions>>().Value))
        .AddSingleton<DocumentParser>()
        .AddSingleton<IDocumentParser, DocumentParsers>()
        .AddSingleton<IngestionPipeline>()
        .AddSingleton<DocumentLint>()
        .AddSingleton<DocsFolder>()
        .AddSingleton<DocsIngestion>()
        .AddSingleton<DocsSynchronizer>()
        .AddSingleton<CurrentEmbedding>()
        .AddSearchEngine(configuration)
        .AddSingleton<HybridSearch>()
        .AddSingleton<IndexFollower>()
        .AddSingleton(provider =>
            new EmbeddingStore(provider.GetRequiredService<Database>(), provider.GetRequiredService<Brand>().Name))
        .AddSingleton(provider => new EmbeddingRenewal(
            provider.GetRequiredService<DocumentStore>(),
            provider.GetRequiredService<EmbeddingStore>(),
            new Lease(
                provider.GetRequiredService<Database>(), provider.GetRequiredService<Brand>().Name, "training",
                provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<TimeProvider>(), provider.GetService<EmbeddingModel>()?.Language))
        .AddSingleton<BackgroundVectors>()
        .AddSingleton<EmbeddingPlan>()
        .AddSingleton<StoredEmbedding>()
        .AddSingleton<VectorAvailability>()
        .AddSentenceModel(configuration);

    private static IServiceCollection AddSentenceModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SearchOptions>().Validate<IOptions<ModelsOptions>>(
            (search, models) =>
                search.EmbeddingFolder.Length == 0
                    || !models.Value.IsConfigured
                    || models.Value.EmbeddingModel.Length == 0,
            "Search:EmbeddingFolder: there is one embedding at a time. Leave this or Models:EmbeddingModel empty.");
        return configuration["Search:EmbeddingFolder"] is { Length: > 0 }
            ? services.AddSingleton(SentenceModel)
            : services;
    }

    private static EmbeddingModel SentenceModel(IServiceProvider provider)
    {
        try
        {
            var embedding = new OnnxEmbedding(
                provider.GetRequiredService<IOptions<SearchOptions>>().Value.EmbeddingFolder);
            var cache = new VectorCache(
                provider.GetRequiredService<Database>(), provider.GetRequiredService<Brand>().Name, embedding.Hash,
                provider.GetRequiredService<TimeProvider>());
            return new EmbeddingModel(embedding.Hash, new CachedEmbedding(embedding, cache));
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"Search:EmbeddingFolder: {e.Message}");
        }
    }

    private static DocumentDefaults Defaults(DocsOptions options) =>
        new(options.BaseUrl, options.Language, options.MaxFileMegabytes * 1_000_000L, options.UrlTemplate);
}
