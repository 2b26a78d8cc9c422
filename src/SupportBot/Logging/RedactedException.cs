namespace SupportBot.Logging;

// Contains only redacted text; inner exceptions are dropped, since they could contain the rest.
internal sealed class RedactedException : Exception
{
    private readonly string _text;

    private RedactedException(string message, string? stackTrace, string text) : base(message) =>
        (StackTrace, _text) = (stackTrace, text);

    public override string? StackTrace { get; }

    // Returns the same exception if there was nothing to redact.
    public static Exception? Of(Exception? exception, Redactor redactor) =>
        exception?.ToString() is { } text && redactor.Redact(text) is var redacted && redacted != text
            ? new RedactedException(redactor.Redact(exception.Message), exception.StackTrace, redacted)
            : exception;

    public override string ToString() => _text;
}
