using SupportBot.Core.Storage;

namespace SupportBot.Core.Knowledge;

/// <summary>The embeddings trained on a brand's documents, in the database: all processes use the same one.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
public sealed class EmbeddingStore(Database database, string brand)
{
    /// <summary>The hash of the embedding that serves; null if none was accepted yet.</summary>
    public Task<string?> AcceptedHashAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<string>(
            """
            SELECT hash FROM embeddings WHERE brand = @brand AND artefact IS NOT NULL ORDER BY trained_at DESC LIMIT 1
            """,
            new { brand }), cancellationToken);

    /// <summary>The bytes of an accepted embedding; null if it is gone.</summary>
    public Task<byte[]?> ArtefactAsync(string hash, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.FirstOrDefaultAsync<byte[]>(
            "SELECT artefact FROM embeddings WHERE brand = @brand AND hash = @hash AND artefact IS NOT NULL",
            new { brand, hash }), cancellationToken);

    /// <summary>The data and trial of the last training, accepted or not; null if nothing was trained yet.</summary>
    public async Task<EmbeddingTraining?> LastAsync(CancellationToken cancellationToken = default)
    {
        var row = await database.ReadAsync(session => session.FirstOrDefaultAsync<EmbeddingRow>(
            """
            SELECT hash AS Hash, fingerprints AS Fingerprints, questions AS Questions,
                hybrid_ndcg AS Hybrid, bm25_ndcg AS Bm25, trained_at AS TrainedAt
            FROM embeddings WHERE brand = @brand ORDER BY trained_at DESC LIMIT 1
            """, new { brand }), cancellationToken).ConfigureAwait(false);
        return row is null ? null : new EmbeddingTraining(
            row.Hash, TextFingerprints.Parse(row.Fingerprints),
            new EmbeddingTrial((int)row.Questions, row.Hybrid, row.Bm25),
            DateTimeOffset.FromUnixTimeMilliseconds(row.TrainedAt));
    }

    /// <summary>Stores a training, with its artefact if it won its trial, and removes the previous one.</summary>
    public Task SaveAsync(
        EmbeddingTraining training, ReadOnlyMemory<byte> artefact, CancellationToken cancellationToken = default)
    {
        var row = new
        {
            brand,
            training.Hash,
            artefact = training.Trial.IsWon ? artefact.ToArray() : null,
            fingerprints = training.Text.ToBytes(),
            training.Trial.Questions,
            training.Trial.Hybrid,
            training.Trial.Bm25,
            trainedAt = training.TrainedAt.ToUnixTimeMilliseconds(),
        };
        return database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(
                """
                DELETE FROM embeddings
                WHERE brand = @brand AND (hash = @Hash OR artefact IS NULL OR @artefact IS NOT NULL)
                """, row).ConfigureAwait(false);
            await session.ExecuteAsync(
                """
                INSERT INTO embeddings
                    (brand, hash, artefact, fingerprints, questions, hybrid_ndcg, bm25_ndcg, trained_at)
                VALUES (@brand, @Hash, @artefact, @fingerprints, @Questions, @Hybrid, @Bm25, @trainedAt)
                """, row).ConfigureAwait(false);
        }, cancellationToken);
    }

    private sealed record EmbeddingRow(
        string Hash, byte[] Fingerprints, long Questions, double Hybrid, double Bm25, long TrainedAt);
}
