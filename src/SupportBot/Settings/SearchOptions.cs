using System.ComponentModel.DataAnnotations;
using SupportBot.Knowledge;

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
    /// The embedding that makes vectors: <c>arctic-xs</c> comes with the program, <c>trained</c> is trained on the
    /// documents, <c>folder</c> is in <see cref="EmbeddingFolder"/>, <c>remote</c> is <c>Models:EmbeddingModel</c>, and
    /// with <c>none</c> search goes by words alone.
    /// </summary>
    /// <value>
    /// Default <c>auto</c>: the folder or the remote model where one is set, else <c>arctic-xs</c> where it comes with
    /// the program, else <c>trained</c>.
    /// </value>
    [AllowedValues(
        EmbeddingChoice.Auto, EmbeddingChoice.ArcticXs, EmbeddingChoice.Trained, EmbeddingChoice.Folder,
        EmbeddingChoice.Remote, EmbeddingChoice.None,
        ErrorMessage = "must be one of: auto, arctic-xs, trained, folder, remote, none.")]
    public string Embedding { get; set; } = EmbeddingChoice.Auto;

    /// <summary>
    /// Train an embedding on the documents in the background, where <see cref="Embedding"/> is <c>trained</c>.
    /// </summary>
    /// <value>Default <c>true</c>; with <c>false</c> the last one trained serves on, or BM25 alone.</value>
    public bool TrainEmbedding { get; set; } = true;

    /// <summary>
    /// A folder with a sentence embedding of the BERT family as ONNX, which runs in this process.
    /// </summary>
    /// <value>Default empty: none.</value>
    public string EmbeddingFolder { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EmbeddingFolder.Length > 0 && !Directory.Exists(EmbeddingFolder))
            yield return new(
                $"names the folder {Path.GetFullPath(EmbeddingFolder)}, which does not exist.",
                [nameof(EmbeddingFolder)]);
        if (Embedding == EmbeddingChoice.Folder && EmbeddingFolder.Length == 0)
            yield return new("is folder, so Search:EmbeddingFolder must name the folder.", [nameof(Embedding)]);
        if (Embedding == EmbeddingChoice.ArcticXs && !BundledEmbedding.IsPresent)
            yield return new(
                $"is arctic-xs, which this program was built without: {BundledEmbedding.Folder} has no model.",
                [nameof(Embedding)]);
    }
}
