using System.ComponentModel.DataAnnotations;

namespace SupportBot.Settings;

/// <summary>How passages are found.</summary>
internal sealed class SearchOptions
{
    /// <summary>The search engine: <c>embedded</c> works in this process and needs no server.</summary>
    /// <value>Default <c>embedded</c>.</value>
    [AllowedValues("embedded", ErrorMessage = "must be one of: embedded.")]
    public string Engine { get; set; } = "embedded";

    /// <summary>Train an embedding on the documents in the background, so that search finds more than the words asked for.</summary>
    /// <value>Default <c>true</c>; with <c>false</c> the last one trained serves on, or BM25 alone.</value>
    public bool TrainEmbedding { get; set; } = true;
}
