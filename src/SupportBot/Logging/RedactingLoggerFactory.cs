namespace SupportBot.Logging;

// Redacts before any provider receives a message, so that no provider can be forgotten.
internal sealed class RedactingLoggerFactory(LoggerFactory inner, Redactor redactor) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), redactor);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();
}
