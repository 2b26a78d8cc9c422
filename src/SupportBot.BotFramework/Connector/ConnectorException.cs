namespace SupportBot.BotFramework.Connector;

/// <summary>A channel did not take an activity.</summary>
/// <param name="message">The channel's reason, for the log.</param>
/// <param name="isUncertain">It may have taken it all the same.</param>
public sealed class ConnectorException(string message, bool isUncertain) : Exception(message)
{
    public bool IsUncertain { get; } = isUncertain;
}
