namespace SupportBot.Core.Evaluation;

/// <summary>
/// A file of questions or documents is missing or wrong; the message names the file, the line and how to fix it.
/// </summary>
public sealed class EvaluationDataException(string message, Exception? inner = null) : IOException(message, inner);
