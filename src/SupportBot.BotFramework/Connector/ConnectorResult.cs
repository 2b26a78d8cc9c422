namespace SupportBot.BotFramework.Connector;

/// <summary>Outcome of a call to the Connector service of a channel.</summary>
/// <typeparam name="T">Response of the channel.</typeparam>
public abstract record ConnectorResult<T>
{
    private ConnectorResult()
    {
    }

    /// <summary>The channel processed the call.</summary>
    /// <param name="Value">Response of the channel.</param>
    public sealed record Succeeded(T Value) : ConnectorResult<T>;

    /// <summary>The channel rejected the call or never received it, so it had no effect.</summary>
    /// <param name="Status">HTTP status; null if there was no response.</param>
    /// <param name="Code">
    /// Error code of the channel, such as <c>MessageSizeTooBig</c>, or of this library: <c>UntrustedServiceUrl</c>,
    /// <c>Unreachable</c>, <c>Http</c> and the status.
    /// </param>
    /// <param name="Message">Message for the log.</param>
    /// <param name="CorrelationId">Id by which Microsoft support finds the call; null if there is none.</param>
    public sealed record Failed(int? Status, string Code, string Message, string? CorrelationId = null)
        : ConnectorResult<T>;

    /// <summary>
    /// The call was sent and got no conclusive response, so it may have been processed. Repeating it could send a
    /// message twice, so that is left to people.
    /// </summary>
    /// <param name="Reason">Reason for the log.</param>
    /// <param name="CorrelationId">Id by which Microsoft support finds the call; null if there is none.</param>
    public sealed record Uncertain(string Reason, string? CorrelationId = null) : ConnectorResult<T>;

    internal T GetOrThrow() => this switch
    {
        Succeeded succeeded => succeeded.Value,
        Failed failed => throw new ConnectorException($"{failed.Code}: {failed.Message}", isUncertain: false),
        Uncertain uncertain => throw new ConnectorException(uncertain.Reason, isUncertain: true),
        _ => throw new InvalidOperationException("Unexpected connector result."),
    };
}

/// <summary>A channel did not accept an activity, or did not confirm it.</summary>
/// <param name="message">Reason of the channel, for the log.</param>
/// <param name="isUncertain">Whether the channel may have accepted the activity.</param>
public sealed class ConnectorException(string message, bool isUncertain) : Exception(message)
{
    /// <summary>Whether the channel may have accepted the activity.</summary>
    public bool IsUncertain { get; } = isUncertain;
}
