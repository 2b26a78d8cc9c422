namespace SupportBot.Conformance.Elasticsearch.Node.Indexing;

/// <summary>What must hold for a change to be made.</summary>
/// <param name="Version">The version that the document gets; null for the next.</param>
/// <param name="MayBeSame">The same version may come again.</param>
/// <param name="Sequence">The change that must have been the document's last.</param>
/// <param name="IsCreate">The document must not be there.</param>
internal sealed record WriteCondition(
    long? Version = null, bool MayBeSame = false, long? Sequence = null, bool IsCreate = false)
{
    public static readonly WriteCondition None = new();

    /// <param name="get">Names a parameter: of the query, or of an action of a bulk.</param>
    /// <param name="isCreate">The document must not be there.</param>
    public static WriteCondition Of(Func<string, string?> get, bool isCreate = false)
    {
        var (version, type) = (get("version"), get("version_type") ?? "internal");
        if (version is null)
            return new WriteCondition(
                Sequence: get("if_seq_no") is { } sequence ? Number(sequence) : null,
                IsCreate: isCreate || get("op_type") == "create");
        if (type is not ("external" or "external_gte"))
            throw NodeError.Validation(
                "internal versioning can not be used for optimistic concurrency control. Please use `if_seq_no` and "
                    + "`if_primary_term` instead");
        return new WriteCondition(Number(version), type == "external_gte");
    }

    public void Check(Index index, string id, Document? before, long deletedVersion)
    {
        if (IsCreate && before is not null)
            throw index.Conflict(id, $"document already exists (current version [{before.Version}])");
        if (Sequence is { } wanted && wanted != before?.Sequence)
            throw index.Conflict(id, $"required seqNo [{wanted}], primary term [1]. "
                    + (
                        before is null
                            ? "but no document was found"
                            : $"current document has seqNo [{before.Sequence}] and primary term [1]"));
        var current = before?.Version ?? deletedVersion;
        if (current > 0 && Version is { } version && (version < current || (version == current && !MayBeSame)))
            throw index.Conflict(
                id,
                $"current version [{current}] is higher {(MayBeSame ? "than" : "or equal to")} the one provided "
                    + $"[{version}]");
    }

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
