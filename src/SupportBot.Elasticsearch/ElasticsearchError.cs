namespace SupportBot.Elasticsearch;

internal sealed record ElasticsearchError(
    ErrorKind Kind, int? Status, string Type, string Reason, string? RootCause = null, string? Index = null)
{
    public RequestOutcome RequestOutcome { get; init; } = RequestOutcome.Answered;

    // For logs and operators; contains nothing that was sent.
    public string Message => Kind switch
    {
        _ when Reason.Contains("more than one write index", StringComparison.Ordinal) =>
            $"another host has replaced the index meanwhile, and its index is used ({Facts})",
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

    public bool Is(string type) => Type == type || RootCause == type;

    public bool MayRepeat(bool isIdempotent) =>
        RequestOutcome == RequestOutcome.Unsent || (RequestOutcome == RequestOutcome.Unclear && isIdempotent);

    public override string ToString() => Message;
}

internal enum RequestOutcome
{
    // A node has responded, and any other would respond likewise.
    Answered,

    // No connection was established, so nothing was sent.
    Unsent,

    // No response, or not from the node: the request may have been executed.
    Unclear,
}

internal enum ErrorKind
{
    // The request is invalid or conflicts with the state of the cluster; a retry cannot succeed.
    Rejected,

    Unavailable,
    TimedOut,

    Busy,

    Unauthorized,

    Unreadable,
    OtherProduct,
    TooLarge,
}
