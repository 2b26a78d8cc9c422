namespace SupportBot.BotFramework.DirectLine.Files;

/// <summary>A type of file that the server recognizes by its bytes.</summary>
public sealed class FileType
{
    private static readonly string[] TextTypes =
    [
        "text/plain", "text/csv", "text/x-log", "application/csv", "text/comma-separated-values",
        // Browsers on Windows declare this for .csv where a spreadsheet program is installed.
        "application/vnd.ms-excel",
    ];

    private static readonly string[] PictureTypes =
        ["image/png", "image/jpeg", "image/jpg", "image/pjpeg", "image/gif", "image/webp"];

    private FileType(string name, string contentType, string[] extensions, FileFamily family, string[] declared)
    {
        (Name, ContentType, Extensions, Family, Declared) = (name, contentType, extensions, family, declared);
    }

    /// <summary>All types.</summary>
    public static IReadOnlyList<FileType> All { get; } =
    [
        new("png", "image/png", ["png"], FileFamily.Picture, PictureTypes),
        new("jpeg", "image/jpeg", ["jpg", "jpeg", "jpe", "jfif"], FileFamily.Picture, PictureTypes),
        new("gif", "image/gif", ["gif"], FileFamily.Picture, PictureTypes),
        new("webp", "image/webp", ["webp"], FileFamily.Picture, PictureTypes),
        new("pdf", "application/pdf", ["pdf"], FileFamily.Pdf, ["application/pdf", "application/x-pdf"]),
        new("txt", "text/plain", ["txt"], FileFamily.Text, TextTypes),
        new("csv", "text/csv", ["csv"], FileFamily.Text, TextTypes),
        new("log", "text/plain", ["log"], FileFamily.Text, TextTypes),
        new("zip", "application/zip", ["zip"], FileFamily.Zip, ["application/zip", "application/x-zip-compressed"]),
    ];

    /// <summary>Names of the types that are accepted unless the options say otherwise: all but zip.</summary>
    public static IReadOnlyList<string> Default { get; } =
        [.. All.Where(type => type.Family != FileFamily.Zip).Select(type => type.Name)];

    /// <summary>Name in the options, such as <c>png</c>.</summary>
    public string Name { get; }

    /// <summary>Media type under which a file of this type is served.</summary>
    public string ContentType { get; }

    /// <summary>Extensions of the file name, without a dot; the first one is usual.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Whether browsers may show the file in the page that links to it: png, jpeg, gif and webp.</summary>
    public bool IsPicture => Family == FileFamily.Picture;

    internal FileFamily Family { get; }

    // Media types that a client may declare for a file of this type.
    internal IReadOnlyList<string> Declared { get; }

    /// <summary>Finds a type by its name in the options; null if there is none.</summary>
    public static FileType? Find(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>Whether a media type is that of a picture that browsers may show in a page.</summary>
    public static bool IsPictureType(string contentType) =>
        All.Any(type => type.IsPicture && type.ContentType == contentType);
}

// Types within a family are told apart by bytes (pictures) or by the extension alone (texts).
internal enum FileFamily
{
    Picture,
    Pdf,
    Text,
    Zip,
}
