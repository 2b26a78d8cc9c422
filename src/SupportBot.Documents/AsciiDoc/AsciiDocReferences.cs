namespace SupportBot.Documents.AsciiDoc;

internal sealed class AsciiDocReferences(string documentId)
{
    // References in Antora are relative to this folder of the module.
    private const string Pages = "/pages/";

    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public AsciiDocAttributes Attributes { get; } = new();

    public void Add(string id, string title)
    {
        _titles.TryAdd(id, title);
        _ids.TryAdd(title, id);
    }

    public string TitleOf(string id) => _titles.GetValueOrDefault(id) ?? (_ids.ContainsKey(id) ? id : Words(id));

    public string LinkTo(string file)
    {
        var pages = documentId.LastIndexOf(Pages, StringComparison.Ordinal);
        if (pages < 0 || file.StartsWith('.')) return file;
        var depth = documentId.AsSpan(pages + Pages.Length).Count('/');
        return string.Concat(Enumerable.Repeat("../", depth)) + file;
    }

    public string AnchorOf(string id) => _ids.GetValueOrDefault(id) ?? id;

    public static string NameOf(string file, string id) =>
        id.Length > 0 ? Words(id) : Words(Path.GetFileNameWithoutExtension(file[(file.LastIndexOf(':') + 1)..]));

    public string IdOf(string title)
    {
        var separator = Attributes["idseparator"] is { } own ? own.Trim() : "_";
        var words = string.Concat(title.ToLowerInvariant().Select(c =>
            char.IsLetterOrDigit(c) || c == '_' ? c.ToString() : c is ' ' or '-' or '.' ? " " : ""))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (Attributes["idprefix"] is { } prefix ? prefix.Trim() : "_") + string.Join(separator, words);
    }

    private static string Words(string id) => id.Replace('-', ' ').Replace('_', ' ').Replace('.', ' ').Trim();
}
