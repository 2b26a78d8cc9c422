using SupportBot.Core.Storage;

namespace SupportBot.Core.Voice.Training;

/// <summary>The versions of the training data that were exported, and what has become of their rows.</summary>
/// <param name="database">The installation's database.</param>
/// <param name="brand">The brand that this process serves.</param>
/// <param name="clock">The clock.</param>
public sealed class DatasetStore(Database database, string brand, TimeProvider clock)
{
    /// <summary>Stores a version with the rows that it is made of; one that is there stays as it is.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> SaveAsync(DatasetSplit split, CancellationToken cancellationToken = default)
    {
        var hash = split.Hash;
        var rows = split.Training.Select(row => (Row: row, IsValidation: 0))
            .Concat(split.Validation.Select(row => (Row: row, IsValidation: 1)));
        await database.WriteAsync(async session =>
        {
            var isNew = await session.ExecuteAsync(
                """
                INSERT INTO dataset (brand, hash, created_at) VALUES (@brand, @hash, @now)
                ON CONFLICT (brand, hash) DO NOTHING
                """,
                new { brand, hash, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }).ConfigureAwait(false) == 1;
            if (!isNew) return;
            foreach (var (row, isValidation) in rows)
                await session.ExecuteAsync(
                    """
                    INSERT INTO dataset_row (brand, dataset_hash, row_id, revision, is_validation)
                    VALUES (@brand, @hash, @Id, @Revision, @isValidation)
                    """,
                    new { brand, hash, row.Id, row.Revision, isValidation }).ConfigureAwait(false);
        }, cancellationToken).ConfigureAwait(false);
        return hash;
    }

    /// <summary>Notes a file that was written of a version.</summary>
    public Task AddFileAsync(string datasetHash, DatasetFile file, CancellationToken cancellationToken = default) =>
        database.WriteAsync(session => session.ExecuteAsync(
            """
            INSERT INTO dataset_file (brand, sha256, dataset_hash, format, is_validation, lines, written_at)
            VALUES (@brand, @Sha256, @datasetHash, @Format, @isValidation, @Lines, @now)
            ON CONFLICT (brand, sha256) DO UPDATE SET written_at = excluded.written_at
            """,
            new
            {
                brand, datasetHash, file.Sha256, file.Format, file.Lines, isValidation = file.IsValidation ? 1 : 0,
                now = clock.GetUtcNow().ToUnixTimeMilliseconds(),
            }), cancellationToken);

    /// <summary>The hash of the version that a file was written of; null if it is not known.</summary>
    /// <param name="sha256">Of the file's bytes, lower-case hex.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<string?> FindByFileAsync(string sha256, CancellationToken cancellationToken = default) =>
        database.ReadAsync(session => session.ScalarAsync<string>(
            "SELECT dataset_hash FROM dataset_file WHERE brand = @brand AND sha256 = @sha256",
            new { brand, sha256 }), cancellationToken);

    /// <summary>All versions, newest first.</summary>
    public Task<IReadOnlyList<DatasetVersion>> ListAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync<IReadOnlyList<DatasetVersion>>(async session =>
        {
            var versions = await session.QueryAsync<VersionRow>(
                """
                SELECT d.hash AS Hash, d.created_at AS CreatedAt, COUNT(*) AS Rows,
                    SUM(m.is_validation) AS ValidationRows,
                    SUM(CASE WHEN r.id IS NULL THEN 1 ELSE 0 END) AS ErasedRows,
                    SUM(CASE WHEN r.revision > m.revision THEN 1 ELSE 0 END) AS ChangedRows
                FROM dataset d JOIN dataset_row m ON m.brand = d.brand AND m.dataset_hash = d.hash
                LEFT JOIN training_row r ON r.brand = m.brand AND r.id = m.row_id
                WHERE d.brand = @brand GROUP BY d.hash, d.created_at ORDER BY d.created_at DESC, d.hash
                """, new { brand }).ConfigureAwait(false);
            var files = (await session.QueryAsync<FileRow>(
                """
                SELECT dataset_hash AS DatasetHash, sha256 AS Sha256, format AS Format,
                    is_validation AS IsValidation, lines AS Lines
                FROM dataset_file WHERE brand = @brand ORDER BY written_at, sha256
                """, new { brand }).ConfigureAwait(false)).ToLookup(file => file.DatasetHash, file => file.ToFile());
            var models = (await session.QueryAsync<(string DatasetHash, long Number, string State, string Model)>(
                """
                SELECT DISTINCT f.dataset_hash, v.number, v.state, v.tuned_model FROM voice_version v
                JOIN dataset_file f ON f.brand = v.brand AND f.sha256 = v.dataset
                WHERE v.brand = @brand ORDER BY v.number
                """, new { brand }).ConfigureAwait(false)).ToLookup(
                    model => model.DatasetHash,
                    model => new DatasetModel($"v{model.Number}", model.State, model.Model));
            return [.. versions.Select(version => new DatasetVersion(
                version.Hash, DateTimeOffset.FromUnixTimeMilliseconds(version.CreatedAt), (int)version.Rows,
                (int)version.ValidationRows, (int)version.ErasedRows, (int)version.ChangedRows,
                [.. files[version.Hash]], [.. models[version.Hash]]))];
        }, cancellationToken);

    // Properties, since the sums of an empty result have no type that a constructor takes.
    private sealed record VersionRow
    {
        public required string Hash { get; init; }
        public required long CreatedAt { get; init; }
        public required long Rows { get; init; }
        public required long ValidationRows { get; init; }
        public required long ErasedRows { get; init; }
        public required long ChangedRows { get; init; }
    }

    private sealed record FileRow(string DatasetHash, string Sha256, string Format, long IsValidation, long Lines)
    {
        public DatasetFile ToFile() => new(Sha256, Format, IsValidation != 0, (int)Lines);
    }
}

/// <summary>A version of the training data.</summary>
/// <param name="Hash">Of its content, 64 hex digits.</param>
/// <param name="CreatedAt">When it was exported first.</param>
/// <param name="Rows">All its rows.</param>
/// <param name="ValidationRows">Those of them that are validated with.</param>
/// <param name="ErasedRows">
/// Rows that were erased or whose time was over since: a model that was trained on the version still rests on them.
/// </param>
/// <param name="ChangedRows">Rows whose text was changed since.</param>
/// <param name="Files">What was written of it, oldest first.</param>
/// <param name="Models">The versions of the voice that were trained on one of the files, oldest first.</param>
public sealed record DatasetVersion(
    string Hash, DateTimeOffset CreatedAt, int Rows, int ValidationRows, int ErasedRows, int ChangedRows,
    IReadOnlyList<DatasetFile> Files, IReadOnlyList<DatasetModel> Models);

/// <summary>A version of the voice that rests on a version of the training data.</summary>
/// <param name="Id">What people call it: <c>v1</c>.</param>
/// <param name="State">How far it has come, such as <c>trained</c>, <c>all</c> or <c>retired</c>.</param>
/// <param name="Model">The trainer's name of the result; empty until it is trained.</param>
public sealed record DatasetModel(string Id, string State, string Model);

/// <summary>A file for a trainer.</summary>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Format"><c>sft</c> or <c>dpo</c>.</param>
/// <param name="IsValidation">Whether it holds the rows to validate with.</param>
/// <param name="Lines">Its rows.</param>
public sealed record DatasetFile(string Sha256, string Format, bool IsValidation, int Lines);
