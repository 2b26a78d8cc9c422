using System.Net;

namespace SupportBot.Elasticsearch.Transport;

/// <summary>What one try at one node came to: an answer, or the reason why there is none.</summary>
/// <param name="Failure">Why there is no answer that can be used.</param>
/// <param name="Status">HTTP status; 0 where there was no answer.</param>
/// <param name="Body">What the node said.</param>
/// <param name="Detail">More about the failure, without anything that was sent.</param>
internal readonly record struct Attempt(NodeFailure Failure, HttpStatusCode Status, ReadOnlyMemory<byte> Body, string Detail = "")
{
    public static Attempt Failed(NodeFailure failure, string detail, HttpStatusCode status = 0) => new(failure, status, default, detail);

    /// <summary>The node, or what stands before it, is in a bad way; another may answer.</summary>
    public bool IsNodeDown => Failure is not (NodeFailure.None or NodeFailure.OtherProduct or NodeFailure.TooLarge)
        || Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Whether the same request may be sent again.</summary>
    public bool MayRepeat(NodeRequest request) => IsNodeDown && (request.IsIdempotent || Failure == NodeFailure.Unreachable);
}

/// <summary>Why a node gave no answer that can be used.</summary>
internal enum NodeFailure
{
    /// <summary>It answered.</summary>
    None,

    /// <summary>No connection came about, so nothing was sent.</summary>
    Unreachable,

    /// <summary>The connection broke, or the answer ended too early.</summary>
    Broken,

    /// <summary>Nothing came in time.</summary>
    TimedOut,

    /// <summary>The answer is not JSON: something else stands in between.</summary>
    WrongContentType,

    /// <summary>What answers is not Elasticsearch.</summary>
    OtherProduct,

    /// <summary>The answer is larger than allowed.</summary>
    TooLarge,
}
