using SupportBot.Cli;
using SupportBot.Core.Knowledge;

namespace SupportBot.Knowledge;

// Lines about vectors in the making: none for work of a moment, then one now and then, and one at the end.
internal sealed class VectorConsole(TimeProvider time, Action<string> write) : IProgress<VectorProgress>
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private long? _begun;
    private long? _shown;

    public VectorConsole(TimeProvider time) : this(time, Terminal.WriteLine)
    {
    }

    public void Report(VectorProgress value)
    {
        if (value.IsComplete) End(value);
        else if (_begun is not { } begun) _begun = time.GetTimestamp();
        else if (_shown is { } shown ? time.GetElapsedTime(shown) >= Interval : time.GetElapsedTime(begun) >= Moment)
        {
            write(Line(value));
            _shown = time.GetTimestamp();
        }
    }

    private void End(VectorProgress value)
    {
        if (_shown is not null) write(Line(value));
        (_begun, _shown) = (null, null);
    }

    private static string Line(VectorProgress value) =>
        FormattableString.Invariant($"Vectors: {value.Done:N0} of {value.Total:N0} passages");
}
