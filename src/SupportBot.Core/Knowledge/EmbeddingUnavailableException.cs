namespace SupportBot.Core.Knowledge;

/// <summary>
/// A generator of an <see cref="EmbeddingModel"/> has no vectors to give for now: it works elsewhere and cannot be
/// reached, or may take no more today. Search goes on without vectors; the message is for the log.
/// </summary>
public sealed class EmbeddingUnavailableException(string message) : IOException(message);
