using System.Collections;

namespace SupportBot.Logging;

internal sealed class RedactedState : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly string _message;
    private readonly KeyValuePair<string, object?>[] _values;

    private RedactedState(string message, KeyValuePair<string, object?>[] values) =>
        (_message, _values) = (message, values);

    public int Count => _values.Length;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public static RedactedState Of(object? state, string message, Redactor redactor) => new(message,
        state is IEnumerable<KeyValuePair<string, object?>> values
        ? [.. values.Select(value => KeyValuePair.Create(value.Key, Redacted(value.Value, redactor)))]
        : []);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, object?>>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => _message;

    // Numbers, times and ids are unchanged; anything else is redacted as text.
    private static object? Redacted(object? value, Redactor redactor) => value switch
    {
        null or bool or Enum or Guid or DateTime or DateTimeOffset or TimeSpan => value,
        IConvertible and not string => value,
        _ when value.ToString() is { } text && redactor.Redact(text) is var redacted && redacted != text => redacted,
        _ => value,
    };
}
