using SupportBot.Core.Knowledge;
using SupportBot.Documents.Headers;

namespace SupportBot.Documents;

internal static class DocumentBuilder
{
    private const int MaxSections = 10_000;
    private const int MaxHeading = 300;

    public static ReadResult Build(SourceFile file, Metadata metadata, IReadOnlyList<DocumentPart> parts)
    {
        if (metadata.Description is { } description)
            parts = [.. parts.TakeWhile(IsTitle), new DocumentPart.Content(description), .. parts.SkipWhile(IsTitle)];
        if (parts.Count == 0)
            return new ReadResult.Rejected(
                "The file is empty, or has no text of its own. Write something into it, or leave it out.");
        if (parts.Count(part => part is DocumentPart.Heading) > MaxSections)
            return new ReadResult.Rejected(
                $"It has more than {MaxSections} headings. Split it into several documents.");
        var title = Cut(metadata.Title ?? parts.OfType<DocumentPart.Heading>().FirstOrDefault()?.Text
            ?? metadata.Label ?? NameOf(file.Id));
        return new ReadResult.Read(new Document(
            file.Id,
            title,
            metadata.Url ?? CanonicalUrl.Of(file.Id, file.Defaults, metadata.Place),
            metadata.Audience,
            metadata.Language ?? ScriptLanguage.Of(parts.OfType<DocumentPart.Content>().Select(part => part.Block))
                ?? file.Defaults.Language,
            file.ContentHash,
            Sections(Questions.AsHeadings(parts), title, new Anchors(StyleOf(file)))));
    }

    // The file name, or the folder name if the file is the folder's page.
    private static string NameOf(string id)
    {
        var name = Path.GetFileNameWithoutExtension(id);
        return CanonicalUrl.IsOfFolder(name) && Path.GetDirectoryName(id) is { Length: > 0 } folder
            ? Path.GetFileName(folder) : name;
    }

    private static string Cut(string text) =>
        text.Length <= MaxHeading ? text
            : $"{text[..(char.IsHighSurrogate(text[MaxHeading - 1]) ? MaxHeading - 1 : MaxHeading)]}…";

    private static TextBlock Labelled(TextBlock block) =>
        block is { Kind: BlockKind.Paragraph or BlockKind.Quote, Admonition: Admonition.None }
            ? block with { Admonition = Admonitions.OfLabel(block.Markdown) } : block;

    private static bool IsTitle(DocumentPart part, int index) => index == 0 && part is DocumentPart.Heading;

    // These formats have a single generator of anchors.
    private static AnchorStyle StyleOf(SourceFile file) => Path.GetExtension(file.Id).ToLowerInvariant() switch
    {
        ".rst" => AnchorStyle.Docutils,
        ".adoc" or ".asciidoc" => AnchorStyle.Asciidoctor,
        _ => file.Defaults.Site.Anchors,
    };

    private static List<Section> Sections(IEnumerable<DocumentPart> parts, string title, Anchors anchors)
    {
        var path = new List<DocumentPart.Heading>();
        var blocks = new List<TextBlock>();
        var sections = new List<Section> { new([], "", blocks) };
        foreach (var part in parts)
        {
            if (part is DocumentPart.Content text)
            {
                blocks.Add(Labelled(text.Block));
                continue;
            }
            var written = (DocumentPart.Heading)part;
            var heading = written with { Text = Cut(written.Text) };
            var anchor = heading.Id switch
            {
                null => anchors.Of(heading.Text),
                "" => sections[^1].Anchor,
                var id => anchors.OfId(Cut(id)),
            };
            if (heading.Text == title && sections.Count == 1) continue;
            path.RemoveAll(above => above.Level >= heading.Level);
            path.Add(heading);
            blocks = [];
            sections.Add(new Section([.. path.Select(above => above.Text)], anchor, blocks));
        }
        return [.. sections.Where(section => section.Anchor.Length > 0 || section.Blocks.Count > 0)];
    }
}
