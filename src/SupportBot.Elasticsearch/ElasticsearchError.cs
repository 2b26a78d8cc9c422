namespace SupportBot.Elasticsearch;

/// <summary>Why a call, or one item of it, failed.</summary>
internal sealed record ElasticsearchError(
    ErrorKind Kind, int? Status, string Type, string Reason, string? RootCause = null, string? Index = null)
{
    public RequestOutcome RequestOutcome { get; init; } = RequestOutcome.Answered;

    /// <summary>For logs and people: what happened, without anything that was sent.</summary>
    public string Message => Kind switch
    {
        ErrorKind.Unavailable => $"Elasticsearch cannot be reached ({Facts})",
        ErrorKind.TimedOut => $"Elasticsearch did not answer in time ({Facts})",
        ErrorKind.Busy => $"Elasticsearch has too much to do ({Facts})",
        ErrorKind.Unauthorized => $"Elasticsearch refuses the key or password ({Facts}): check "
            + "Search:Elasticsearch:ApiKey or UserName and Password, and the role's rights",
        ErrorKind.Unreadable => $"Elasticsearch sent what cannot be read ({Facts}): check that "
            + "Search:Elasticsearch:Urls leads to it and not to a proxy's page",
        ErrorKind.TooLarge => "Elasticsearch sent more than Search:Elasticsearch:MaxResponseBytes allows",
        ErrorKind.OtherProduct => "what answers at Search:Elasticsearch:Urls is not Elasticsearch 9, or a proxy drops "
            + "its X-elastic-product header",
        _ when Is("media_type_header_exception") => $"the cluster is older than Elasticsearch 9 ({Facts}): upgrade it",
        _ => $"Elasticsearch refuses the request ({Facts})",
    };

    private string Facts => string.Join(
        ", ", new[] { $"{Status}", Type, RootCause, Index }.Where(fact => !string.IsNullOrEmpty(fact)));

    /// <summary>Whether it names this error itself or as its cause.</summary>
    public bool Is(string type) => Type == type || RootCause == type;

    public bool MayRepeat(bool isIdempotent) =>
        RequestOutcome == RequestOutcome.Unsent || (RequestOutcome == RequestOutcome.Unclear && isIdempotent);

    public override string ToString() => Message;
}

internal enum RequestOutcome
{
    /// <summary>A node has answered, as any other would.</summary>
    Answered,

    /// <summary>No connection came about, so nothing was sent.</summary>
    Unsent,

    /// <summary>The answer did not come, or not from the node: the request may have been carried out.</summary>
    Unclear,
}

internal enum ErrorKind
{
    /// <summary>The request is wrong, or does not fit the cluster's state: repeating it changes nothing.</summary>
    Rejected,

    /// <summary>No node could be reached, or none was able to answer.</summary>
    Unavailable,
    TimedOut,

    /// <summary>The queue is full (429): later.</summary>
    Busy,

    /// <summary>The key or password is wrong, or its role lacks a right (401, 403).</summary>
    Unauthorized,

    /// <summary>The answer is cut off or no JSON.</summary>
    Unreadable,
    OtherProduct,
    TooLarge,
}
