namespace SupportBot.Logging;

/// <summary>
/// Makes loggers whose texts are redacted before any provider gets them: the console's, and whichever exports logs
/// elsewhere. So no provider can be forgotten.
/// </summary>
internal sealed class RedactingLoggerFactory(LoggerFactory inner, Redactor redactor) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), redactor);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}
