namespace SupportBot.Logging;

internal sealed class RedactingLogger(ILogger inner, Redactor redactor) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull =>
        inner.BeginScope(RedactedState.Of(state, redactor.Redact(state.ToString() ?? ""), redactor));

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel)) return;
        var message = redactor.Redact(formatter(state, exception));
        inner.Log(
            logLevel, eventId, RedactedState.Of(state, message, redactor), RedactedException.Of(exception, redactor),
            static (redacted, _) => redacted.ToString());
    }
}
