using System.Globalization;

namespace SupportBot.Elasticsearch.Protocol;

/// <summary>Why a call, or one item of it, failed.</summary>
/// <param name="Kind">What the caller can do about it.</param>
/// <param name="Status">HTTP status; null where there was no answer.</param>
/// <param name="Type">Elasticsearch's name of the error, such as <c>index_not_found_exception</c>; empty where it gave none.</param>
/// <param name="Reason">The server's own words. They may repeat what was sent, so they are never logged above Trace.</param>
/// <param name="RootCause">The type of the deepest cause; null where it is the error itself.</param>
/// <param name="Index">The index it is about; null where it names none.</param>
internal sealed record ElasticsearchError(
    ErrorKind Kind, int? Status, string Type, string Reason, string? RootCause = null, string? Index = null)
{
    /// <summary>For logs and people: what happened, without anything that was sent.</summary>
    public string Message => Kind switch
    {
        ErrorKind.Unavailable => $"Elasticsearch cannot be reached ({Facts})",
        ErrorKind.TimedOut => $"Elasticsearch did not answer in time ({Facts})",
        ErrorKind.Busy => $"Elasticsearch has too much to do ({Facts})",
        ErrorKind.Unauthorized => $"Elasticsearch refuses the key or password ({Facts}): check Search:Elasticsearch:ApiKey or UserName and Password, and the role's rights",
        ErrorKind.Unreadable => $"Elasticsearch sent what cannot be read ({Facts}): check that Search:Elasticsearch:Urls leads to it and not to a proxy's page",
        ErrorKind.TooLarge => $"Elasticsearch sent more than is read ({Facts}): Search:Elasticsearch:MaxResponseBytes is the limit",
        ErrorKind.OtherProduct => "what answers at Search:Elasticsearch:Urls is not Elasticsearch 8 or 9, or a proxy drops its X-elastic-product header",
        _ => $"Elasticsearch refuses the request ({Facts})",
    };

    /// <summary>Whether it names this error itself or as its cause.</summary>
    public bool Is(string type) => Type == type || RootCause == type;

    private string Facts => string.Join(", ", new[] { Status?.ToString(CultureInfo.InvariantCulture), Type, RootCause, Index }.Where(fact => !string.IsNullOrEmpty(fact)));

    public override string ToString() => Message;
}

/// <summary>What can be done about an error.</summary>
internal enum ErrorKind
{
    /// <summary>The request is wrong, or does not fit the state of the cluster: sending it again changes nothing.</summary>
    Rejected,

    /// <summary>No node could be reached, or none was able to answer.</summary>
    Unavailable,

    /// <summary>The time was up.</summary>
    TimedOut,

    /// <summary>The queue is full (429): later.</summary>
    Busy,

    /// <summary>The key or password is wrong, or its role lacks a right (401, 403).</summary>
    Unauthorized,

    /// <summary>The answer is cut off or no JSON.</summary>
    Unreadable,

    /// <summary>What answers is not Elasticsearch.</summary>
    OtherProduct,

    /// <summary>The answer is larger than allowed.</summary>
    TooLarge,
}
