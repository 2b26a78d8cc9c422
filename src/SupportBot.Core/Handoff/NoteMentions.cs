namespace SupportBot.Core.Handoff;

/// <summary>Mentions of colleagues in notes, such as <c>@Ana Torres</c>.</summary>
public static class NoteMentions
{
    /// <summary>Splits a note into mentions and the text between them.</summary>
    /// <param name="note">The note.</param>
    /// <param name="names">The names of the team. Where several fit, the longest is mentioned.</param>
    public static IReadOnlyList<(string Text, bool IsMention)> Split(string note, IReadOnlyCollection<string> names)
    {
        var parts = new List<(string, bool)>();
        var start = 0;
        for (var at = note.IndexOf('@'); at >= 0; at = note.IndexOf('@', at + 1))
        {
            if (at < start || LengthAt(note, at, names) is not (> 0 and var length)) continue;
            if (at > start) parts.Add((note[start..at], false));
            start = at + length;
            parts.Add((note[at..start], true));
        }
        if (start < note.Length) parts.Add((note[start..], false));
        return parts;
    }

    /// <summary>Whether a note mentions somebody.</summary>
    /// <param name="note">The note.</param>
    /// <param name="name">Their name.</param>
    /// <param name="names">The names of the team.</param>
    public static bool Contains(string note, string name, IReadOnlyCollection<string> names) =>
        Split(note, names).Any(part => part.IsMention
            && part.Text.AsSpan(1).Equals(name, StringComparison.OrdinalIgnoreCase));

    // With the @ before the name; 0 for no mention.
    private static int LengthAt(string note, int at, IReadOnlyCollection<string> names)
    {
        if (at > 0 && char.IsLetterOrDigit(note[at - 1])) return 0;
        var longest = names.Where(name => name.Length > 0 && IsAt(note, at + 1, name)).MaxBy(name => name.Length);
        return longest is null ? 0 : longest.Length + 1;
    }

    private static bool IsAt(string note, int start, string name) =>
        note.AsSpan(start).StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && (start + name.Length == note.Length || !char.IsLetterOrDigit(note[start + name.Length]));
}
