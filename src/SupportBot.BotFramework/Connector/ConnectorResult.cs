namespace SupportBot.BotFramework.Connector;

/// <summary>What became of a call to a channel's Connector service.</summary>
/// <typeparam name="T">What the channel answers.</typeparam>
public abstract record ConnectorResult<T>
{
    private ConnectorResult()
    {
    }

    /// <summary>The channel took it.</summary>
    public sealed record Succeeded(T Value) : ConnectorResult<T>;

    /// <summary>The channel refused it, or never got it: nothing was said.</summary>
    /// <param name="Status">HTTP status; null where there was no answer.</param>
    /// <param name="Code">The channel's code, such as <c>MessageSizeTooBig</c>, or ours.</param>
    /// <param name="Message">For the log.</param>
    /// <param name="CorrelationId">By which Microsoft's support finds the call; null where there is none.</param>
    public sealed record Failed(int? Status, string Code, string Message, string? CorrelationId = null)
        : ConnectorResult<T>;

    /// <summary>
    /// It left us and no clear answer came back: it may have been said. Saying it again could say it twice, so that is
    /// a
    /// person's decision.
    /// </summary>
    /// <param name="Reason">For the log.</param>
    /// <param name="CorrelationId">By which Microsoft's support finds the call; null where there is none.</param>
    public sealed record Uncertain(string Reason, string? CorrelationId = null) : ConnectorResult<T>;

    /// <summary>The value of a success.</summary>
    /// <exception cref="ConnectorException">The call failed, or its outcome is unknown.</exception>
    internal T GetOrThrow() => this switch
    {
        Succeeded succeeded => succeeded.Value,
        Failed failed => throw new ConnectorException($"{failed.Code}: {failed.Message}", isUncertain: false),
        Uncertain uncertain => throw new ConnectorException(uncertain.Reason, isUncertain: true),
        _ => throw new InvalidOperationException("Unexpected connector result."),
    };
}
