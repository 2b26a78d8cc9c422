namespace SupportBot.Core.Knowledge;

/// <summary>
/// The search engine cannot be reached, gives no answer in time, or none that can be trusted. What is in the database
/// is safe; the index follows once the engine is back. The message is for the log and the operator: what is wrong and
/// how to fix it, without any text of customers.
/// </summary>
public sealed class SearchUnavailableException(string message) : IOException(message);
