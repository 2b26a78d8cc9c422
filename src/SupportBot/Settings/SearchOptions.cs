using System.ComponentModel.DataAnnotations;

namespace SupportBot.Settings;

/// <summary>How passages are found.</summary>
internal sealed class SearchOptions : IValidatableObject
{
    public const string Embedded = "embedded";
    public const string Elasticsearch = "elasticsearch";

    /// <summary>
    /// The search engine: <c>embedded</c> works in this process and needs no server, <c>elasticsearch</c> on a cluster.
    /// </summary>
    /// <value>Default <c>embedded</c>.</value>
    [AllowedValues(Embedded, Elasticsearch, ErrorMessage = "must be one of: embedded, elasticsearch.")]
    public string Engine { get; set; } = Embedded;

    /// <summary>
    /// Train an embedding on the documents in the background, so that search finds more than the words asked for.
    /// </summary>
    /// <value>Default <c>true</c>; with <c>false</c> the last one trained serves on, or BM25 alone.</value>
    public bool TrainEmbedding { get; set; } = true;

    /// <summary>
    /// A folder with a sentence embedding of the BERT family as ONNX, which takes the place of the trained one and runs
    /// in this process.
    /// </summary>
    /// <value>Default empty: none.</value>
    public string EmbeddingFolder { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EmbeddingFolder.Length > 0 && !Directory.Exists(EmbeddingFolder))
            yield return new(
                $"names the folder {Path.GetFullPath(EmbeddingFolder)}, which does not exist.",
                [nameof(EmbeddingFolder)]);
    }
}
