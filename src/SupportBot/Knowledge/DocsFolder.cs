using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

internal sealed class DocsFolder(IOptions<DocsOptions> options, TimeProvider time)
{
    // The setting, or the product's own documentation if the default is set and the folder is absent.
    public string Path { get; } = ContentFolder.Find(options.Value.Path, "docs");

    public bool IsShipped => ContentFolder.IsShipped(Path, "docs");

    public DocumentSource Source
    {
        get
        {
            EnsureExists();
            return new DocumentSource(SourceNames.OfHost(Path), Path) { Role = SourceRole.HostFolder };
        }
    }

    public void EnsureExists()
    {
        if (!Directory.Exists(Path))
            throw new SettingsException($"The documentation folder {Path} does not exist. Check Docs:Path or --docs.");
    }

    // Null if changes are not to be watched.
    public FolderWatcher? Watch() => options.Value.Watch ? new FolderWatcher(Path, time) : null;

    // A path inside the documentation folder belongs to that source.
    public DocumentSource SourceOf(string path)
    {
        var full = SourceNames.Of(path);
        var own = SourceNames.Of(Path);
        if (Directory.Exists(full)) return Folder(full, own);
        if (!File.Exists(full)) throw new SettingsException($"{full} does not exist. Give a folder or a file.");
        var folder = full.StartsWith(own + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? own
            : System.IO.Path.GetDirectoryName(full)!;
        return Folder(folder, own) with { File = System.IO.Path.GetRelativePath(folder, full) };
    }

    private static DocumentSource Folder(string folder, string own) =>
        new(SourceNames.Of(folder), folder) { Role = folder == own ? SourceRole.ConfiguredFolder : SourceRole.Folder };
}
