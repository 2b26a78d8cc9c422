using System.IO.Compression;

namespace SupportBot.TeamsApp;

internal static class AppPackage
{
    // A constant, so that the same settings give the same bytes.
    private static readonly DateTimeOffset Written = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Create(AppDetails app, byte[] color, byte[] outline)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, AppManifest.File, AppManifest.Write(app));
            Add(zip, AppManifest.ColorIcon, color);
            Add(zip, AppManifest.OutlineIcon, outline);
            foreach (var language in app.Translations)
                Add(zip, $"{language}.json", AppManifest.WriteTranslation(app, language));
        }
        return file.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = Written;
        using var stream = entry.Open();
        stream.Write(content);
    }
}
