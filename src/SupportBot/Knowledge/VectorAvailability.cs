using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Embedded.Training;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

// Explains to operators why a search uses BM25 only, and how to get vectors.
internal sealed class VectorAvailability(
    CurrentEmbedding embedding, ISearchEngine engine, EmbeddingPlan plan, EmbeddingStore trained,
    DocumentStore documents, IOptions<SearchOptions> options, EmbeddingChoice choice)
{
    private const string NotMade = "the vectors of the documents are not made yet. "
        + "A running host makes them, and so does: supportbot ingest PATH";

    public static IReadOnlyList<Leg> Legs(MissingLeg? missing, string? reason) => missing?.Leg switch
    {
        Leg.Both => [],
        Leg.Bm25 => [Leg.Vector],
        Leg.Vector => [Leg.Bm25],
        _ => reason is null ? [Leg.Bm25, Leg.Vector] : [Leg.Bm25],
    };

    // Null if vectors are in use.
    public async Task<string?> ReasonAsync(CancellationToken cancellationToken)
    {
        if (embedding.Model is not { } model)
            return $"Searched by words alone (BM25): {await WithoutModelAsync(cancellationToken)}";
        return (await engine.StateAsync(cancellationToken)).ModelHash == model.Hash
            ? null
            : $"Searched by words alone (BM25): {NotMade}";
    }

    private async Task<string> WithoutModelAsync(CancellationToken cancellationToken)
    {
        if (choice.Name == EmbeddingChoice.None) return "Search:Embedding is none.";
        if (await plan.ChooseAsync(cancellationToken) is not null) return NotMade;
        if (await trained.LastAsync(cancellationToken) is not null)
            return "with the embedding that was trained on these documents, search found no more, so it is not used.";
        if (!options.Value.TrainEmbedding) return "no embedding is trained, because Search:TrainEmbedding is off.";
        return (await documents.StateAsync(cancellationToken)).Chunks < EmbeddingRenewal.LeastChunks
            ? $"an embedding is trained from {EmbeddingRenewal.LeastChunks} sections on; words serve fewer as well."
            : "no embedding is trained on these documents yet. "
                + "A running host (supportbot serve) trains one in the background.";
    }
}
