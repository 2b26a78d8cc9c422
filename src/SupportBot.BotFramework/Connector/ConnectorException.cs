namespace SupportBot.BotFramework.Connector;

/// <summary>A channel did not accept an activity, or did not confirm it.</summary>
/// <param name="message">Reason of the channel, for the log.</param>
/// <param name="isUncertain">Whether the channel may have accepted the activity.</param>
public sealed class ConnectorException(string message, bool isUncertain) : Exception(message)
{
    /// <summary>Whether the channel may have accepted the activity.</summary>
    public bool IsUncertain { get; } = isUncertain;
}
