namespace SupportBot.Core.Knowledge;

/// <param name="Done">Files handled so far.</param>
/// <param name="Total">Files found.</param>
public readonly record struct IngestionProgress(int Done, int Total);

/// <param name="File">The file's path relative to its source.</param>
/// <param name="Reason">What is wrong and how to fix it.</param>
public sealed record RejectedFile(string File, string Reason);

/// <summary>What one run of the ingestion did.</summary>
public sealed class IngestionSummary
{
    private readonly List<RejectedFile> _rejected = [];

    public int Added { get; private set; }
    public int Changed { get; private set; }
    public int Unchanged { get; private set; }
    public int Deleted { get; internal set; }

    /// <summary>Files that could not be read; their last good version stays.</summary>
    public IReadOnlyList<RejectedFile> Rejected => [.. _rejected.OrderBy(file => file.File, StringComparer.Ordinal)];

    /// <summary>Ignored files, each with the reason.</summary>
    public IReadOnlyList<RejectedFile> Others { get; internal init; } = [];

    /// <summary>Files found and handled.</summary>
    public int Files => Added + Changed + Unchanged + _rejected.Count;

    /// <summary>Whether anything was not as it was before.</summary>
    public bool HasChanged => Added + Changed + Deleted > 0;

    internal void Add(FileResult result)
    {
        switch (result)
        {
            case FileResult.Changed { IsNew: true }: Added++; break;
            case FileResult.Changed: Changed++; break;
            case FileResult.Rejected rejected: _rejected.Add(rejected.File); break;
            default: Unchanged++; break;
        }
    }
}
