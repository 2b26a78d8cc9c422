namespace SupportBot.Logging;

/// <summary>An exception of which only the redacted text is left: its inner ones hold the rest, so they are gone.</summary>
internal sealed class RedactedException : Exception
{
    private readonly string _text;

    private RedactedException(string message, string? stackTrace, string text) : base(message) => (StackTrace, _text) = (stackTrace, text);

    public override string? StackTrace { get; }

    /// <returns>The exception itself where there was nothing to redact.</returns>
    public static Exception? Of(Exception? exception, Redactor redactor) =>
        exception?.ToString() is { } text && redactor.Redact(text) is var redacted && redacted != text
            ? new RedactedException(redactor.Redact(exception.Message), exception.StackTrace, redacted)
            : exception;

    public override string ToString() => _text;
}
