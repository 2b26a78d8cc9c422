using SupportBot.Models;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

/// <summary>The embedding that the settings choose.</summary>
/// <param name="Name">A value of <see cref="SearchOptions.Embedding"/>, but never <see cref="Auto"/>.</param>
internal sealed record EmbeddingChoice(string Name)
{
    public const string Auto = "auto";
    public const string ArcticXs = "arctic-xs";
    public const string Trained = "trained";
    public const string Folder = "folder";
    public const string Remote = "remote";
    public const string None = "none";

    public static EmbeddingChoice Of(IConfiguration configuration) => Of(
        configuration.GetSection("Search").Get<SearchOptions>() ?? new SearchOptions(),
        configuration.GetSection("Models").Get<ModelsOptions>() ?? new ModelsOptions());

    public static EmbeddingChoice Of(SearchOptions search, ModelsOptions models) => new(search.Embedding switch
    {
        not Auto => search.Embedding,
        _ when search.EmbeddingFolder.Length > 0 => Folder,
        _ when HasRemote(models) => Remote,
        _ when BundledEmbedding.IsPresent => ArcticXs,
        _ => Trained,
    });

    public static bool HasRemote(ModelsOptions models) => models.IsConfigured && models.EmbeddingModel.Length > 0;
}
