namespace SupportBot.Documents.AsciiDoc;

/// <summary>The sections of a document by their ids and titles, for references to them.</summary>
/// <param name="documentId">The path of the document.</param>
internal sealed class AsciiDocReferences(string documentId)
{
    /// <summary>The folder of an Antora module that its references are relative to.</summary>
    private const string Pages = "/pages/";

    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public AsciiDocAttributes Attributes { get; } = new();

    public void Add(string id, string title)
    {
        _titles.TryAdd(id, title);
        _ids.TryAdd(title, id);
    }

    /// <summary>The title of the section; the words of the id where there is no such section.</summary>
    public string TitleOf(string id) => _titles.GetValueOrDefault(id) ?? (_ids.ContainsKey(id) ? id : Words(id));

    /// <summary>A file as a link from this document.</summary>
    public string LinkTo(string file)
    {
        var pages = documentId.LastIndexOf(Pages, StringComparison.Ordinal);
        if (pages < 0 || file.StartsWith('.')) return file;
        var depth = documentId.AsSpan(pages + Pages.Length).Count('/');
        return string.Concat(Enumerable.Repeat("../", depth)) + file;
    }

    /// <summary>A reference may name the title instead of the id.</summary>
    public string AnchorOf(string id) => _ids.GetValueOrDefault(id) ?? id;

    /// <summary>What a page or a section of it is about, by its file and id.</summary>
    public static string NameOf(string file, string id) =>
        id.Length > 0 ? Words(id) : Words(Path.GetFileNameWithoutExtension(file[(file.LastIndexOf(':') + 1)..]));

    /// <summary>The id that Asciidoctor gives a section, or GitHub where the document asks for hyphens.</summary>
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
