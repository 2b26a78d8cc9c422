using System.Text;
using System.Text.RegularExpressions;

namespace SupportBot.Core.Knowledge.Including;

// Replaces include directives by the files they name, if these are in the documentation folder. Other directives stay,
// and the readers omit them.
internal sealed partial class Includes(DocumentSource source, long maxBytes)
{
    // Nested includes.
    private const int MaxDepth = 4;

    private const int MaxFiles = 100;

    // Characters in which a file may state its audience.
    private const int MaxTop = 2_000;

    // Byte sequences common to all directives; most documents contain none and are not scanned further.
    private static readonly byte[][] Signs =
    [
        [.. "8<"u8], [.. "{*"u8], [.. "{!"u8], [.. "include"u8], [.. "readfile"u8], [.. "<<<"u8], [.. "<Snippet"u8],
        [.. "import "u8],
    ];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public byte[] Expand(string id, byte[] bytes)
    {
        if (!Array.Exists(Signs, sign => bytes.AsSpan().IndexOf(sign) >= 0)) return bytes;
        if (Decode(bytes) is not { } text) return bytes;
        var budget = new IncludeBudget { Files = MaxFiles, Bytes = maxBytes - bytes.Length };
        var expanded = Expand(id, text, 0, budget);
        return budget.Files == MaxFiles ? bytes : Encoding.UTF8.GetBytes(expanded);
    }

    private string Expand(string id, string text, int depth, IncludeBudget budget)
    {
        var edits = new TextEdits();
        foreach (var directive in IncludeDirective.In(Path.GetExtension(id).ToLowerInvariant(), text))
        {
            if (budget.Files <= 0) break;
            if (Read(id, directive.Path, budget) is not var (path, content)) continue;
            var lines = string.Join('\n', directive.Part.Of(content.Split('\n')));
            if (depth < MaxDepth && directive.Form == IncludeForm.Text) lines = Expand(path, lines, depth + 1, budget);
            edits.Replace(directive.Start, directive.End, Written(directive, path, lines));
        }
        return edits.Apply(text, 0, text.Length);
    }

    private static string Written(IncludeDirective directive, string path, string text)
    {
        var language = Path.GetExtension(path).TrimStart('.');
        var fence = text.Contains("```", StringComparison.Ordinal) ? "````" : "```";
        var whole = directive.Form switch
        {
            IncludeForm.Code => $"{fence}{language}\n{text.Trim('\n')}\n{fence}",
            IncludeForm.RstCode => $".. code-block:: {language}\n\n   {Indented(text.Trim('\n'), "   ")}\n",
            _ when directive.LevelOffset > 0 =>
                Title().Replace(text.Trim('\n'), new string('=', directive.LevelOffset) + "$0"),
            _ => text.Trim('\n'),
        };
        return directive.Indent + Indented(whole, directive.Indent);
    }

    private static string Indented(string text, string indent) =>
        text.Replace("\n", $"\n{indent}", StringComparison.Ordinal);

    private (string Id, string Text)? Read(string id, string written, IncludeBudget budget)
    {
        var realRoot = RealPath.Of(source.Root) ?? source.Root;
        foreach (var path in Candidates(id, written))
        {
            var full = Path.GetFullPath(Path.Combine(source.Root, path));
            var relative = Path.GetRelativePath(source.Root, full).Replace('\\', '/');
            if (relative.Split('/').Any(segment => segment.StartsWith('.')) || !File.Exists(full)
                || !RealPath.IsWithin(full, realRoot)) continue;
            budget.Files--;
            if (RegularFile.Read(full, Math.Max(0, budget.Bytes), out _) is not { } bytes) return null;
            if (Decode(bytes) is not { } text) return null;
            budget.Bytes -= bytes.Length;
            return WithoutHeader(text) is { } body ? (relative, body) : null;
        }
        return null;
    }

    // Site generators look beside the document, in the documentation folder, and in folders of their own.
    private IEnumerable<string> Candidates(string id, string written)
    {
        if (written.AsSpan().ContainsAny('\0', ':')) yield break;
        if (AntoraPath(id, written) is { } ofModule)
        {
            yield return ofModule;
            yield break;
        }
        var fromRoot = written.StartsWith("@site/", StringComparison.Ordinal) ? written[6..]
            : written.StartsWith("@/", StringComparison.Ordinal) ? written[2..] : written.TrimStart('/');
        if (fromRoot == written) yield return Path.Combine(Path.GetDirectoryName(id) ?? "", written);
        yield return fromRoot;
        var own = Path.GetFileName(Path.TrimEndingDirectorySeparator(source.Root)) + "/";
        if (fromRoot.StartsWith(own, StringComparison.Ordinal)) yield return fromRoot[own.Length..];
        yield return $"snippets/{fromRoot}";
        yield return $"_includes/{fromRoot}";
    }

    // Antora: partial$a.adoc and {partialsdir}/a.adoc are in the folder of the page's module.
    private static string? AntoraPath(string id, string written)
    {
        var pages = id.IndexOf("/pages/", StringComparison.Ordinal);
        var partials = pages < 0 ? id.IndexOf("/partials/", StringComparison.Ordinal) : pages;
        return AntoraFamily().Match(written) is { Success: true } family && partials > 0
            ? $"{id[..partials]}/{family.Groups["name"].Value}s/{family.Groups["path"].Value}" : null;
    }

    // Null if the front matter names an audience, since the file may then not be public.
    private static string? WithoutHeader(string text) =>
        Audience().IsMatch(text[..Math.Min(text.Length, MaxTop)]) ? null : text[Header().Match(text).Length..];

    private static string? Decode(byte[] bytes)
    {
        if (bytes.AsSpan().Contains((byte)0)) return null;
        try
        {
            return Strict.GetString(bytes).ReplaceLineEndings("\n").TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [GeneratedRegex("^=+ ", RegexOptions.NonBacktracking | RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"^(?:(?<name>partial|example)\$|\{(?<name>partial|example)sdir\}/)(?<path>.+)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex AntoraFamily();

    [GeneratedRegex(@"^\W*audience\W{0,3}[:=]",
        RegexOptions.NonBacktracking | RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Audience();

    [GeneratedRegex(@"\A(?:---[ \t]*\n(?:[^\n]*\n)*?---|\+\+\+[ \t]*\n(?:[^\n]*\n)*?\+\+\+)[ \t]*\n",
        RegexOptions.NonBacktracking)]
    private static partial Regex Header();

    private sealed class IncludeBudget
    {
        public int Files { get; set; }

        public long Bytes { get; set; }
    }
}
