using System.Collections;

namespace SupportBot.Logging;

/// <summary>The named values of a message or a scope, redacted. Its text is the message.</summary>
internal sealed class RedactedState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly string _message;
    private readonly KeyValuePair<string, object?>[] _values;

    private RedactedState(string message, KeyValuePair<string, object?>[] values) => (_message, _values) = (message, values);

    public int Count => _values.Length;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    /// <param name="state">Whatever was logged: a list of named values, or anything else.</param>
    /// <param name="message">Its text, redacted.</param>
    /// <param name="redactor">Redacts the values.</param>
    public static RedactedState Of(object? state, string message, Redactor redactor) => new(message, state is IEnumerable<KeyValuePair<string, object?>> values
        ? [.. values.Select(value => KeyValuePair.Create(value.Key, Redacted(value.Value, redactor)))]
        : []);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, object?>>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _message;

    /// <summary>Numbers, times and ids stay what they are; of anything else the text counts.</summary>
    private static object? Redacted(object? value, Redactor redactor) => value switch
    {
        null or bool or Enum or Guid or DateTime or DateTimeOffset or TimeSpan => value,
        IConvertible and not string => value,
        _ when value.ToString() is { } text && redactor.Redact(text) is var redacted && redacted != text => redacted,
        _ => value,
    };
}
