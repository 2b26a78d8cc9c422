using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Knowledge.Linting;
using SupportBot.Core.Storage;
using SupportBot.Documents;
using SupportBot.Embedded.Onnx;
using SupportBot.Embedded.Training;
using SupportBot.Hosting;
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
            provider.Data(),
            provider.BrandName(),
            provider.Clock(),
            provider.GetRequiredService<IOptions<ServerOptions>>().Value.PublicAddress))
        .AddSingleton(provider =>
            new PublicDocuments(provider.Data(), provider.BrandName()))
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
            new EmbeddingStore(provider.Data(), provider.BrandName()))
        .AddSingleton(provider => new EmbeddingRenewal(
            provider.GetRequiredService<DocumentStore>(),
            provider.GetRequiredService<EmbeddingStore>(),
            new Lease(
                provider.Data(), provider.BrandName(), "training",
                provider.Clock()),
            provider.Clock(), provider.GetService<EmbeddingModel>()?.Language))
        .AddSingleton<BackgroundVectors>()
        .AddSingleton<EmbeddingPlan>()
        .AddSingleton<StoredEmbedding>()
        .AddSingleton<VectorAvailability>()
        .AddSentenceModel(configuration);

    private static IServiceCollection AddSentenceModel(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SearchOptions>()
            .Validate<IOptions<ModelsOptions>>(
                (search, models) =>
                    search.Embedding != EmbeddingChoice.Auto
                        || search.EmbeddingFolder.Length == 0
                        || !EmbeddingChoice.HasRemote(models.Value),
                "Search:EmbeddingFolder: there is one embedding at a time. Leave this or Models:EmbeddingModel empty, "
                    + "or choose by Search:Embedding.")
            .Validate<IOptions<ModelsOptions>>(
                (search, models) =>
                    search.Embedding != EmbeddingChoice.Remote || EmbeddingChoice.HasRemote(models.Value),
                "Search:Embedding: is remote, so Models:Provider and Models:EmbeddingModel must name the model.");
        var choice = EmbeddingChoice.Of(configuration);
        services.AddSingleton(choice);
        return choice.Name switch
        {
            EmbeddingChoice.ArcticXs => services
                .AddSingleton(_ => new OnnxEmbedding(BundledEmbedding.Folder, comparesWords: true))
                .AddSingleton(SentenceModel),
            EmbeddingChoice.Folder => services.AddSingleton(InFolder).AddSingleton(SentenceModel),
            _ => services,
        };
    }

    private static OnnxEmbedding InFolder(IServiceProvider provider)
    {
        try
        {
            var embedding = new OnnxEmbedding(
                provider.GetRequiredService<IOptions<SearchOptions>>().Value.EmbeddingFolder);
            embedding.Open();
            return embedding;
        }
        catch (InvalidDataException e)
        {
            throw new SettingsException($"Search:EmbeddingFolder: {e.Message}");
        }
    }

    private static EmbeddingModel SentenceModel(IServiceProvider provider)
    {
        var embedding = provider.GetRequiredService<OnnxEmbedding>();
        var isBundled = provider.GetRequiredService<EmbeddingChoice>().Name == EmbeddingChoice.ArcticXs;
        var cache = new VectorCache(
            provider.Data(), provider.BrandName(), embedding.Hash,
            provider.Clock());
        return new EmbeddingModel(embedding.Hash, new CachedEmbedding(embedding, cache))
        {
            QuestionPrefix = embedding.QuestionPrefix,
            Name = isBundled ? EmbeddingChoice.ArcticXs : "",
            Language = isBundled ? "en" : null,
            CompareWords = embedding.ComparesWords ? embedding.CompareWordsAsync : null,
        };
    }

    private static DocumentDefaults Defaults(DocsOptions options) =>
        new(options.BaseUrl, options.Language, options.MaxFileMegabytes * 1_000_000L, options.UrlTemplate);
}
