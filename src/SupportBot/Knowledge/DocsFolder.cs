using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Knowledge;

/// <summary>The documentation folder of the settings, and how the paths given to <c>ingest</c> relate to it.</summary>
internal sealed class DocsFolder(IOptions<DocsOptions> options, TimeProvider time)
{
    /// <summary>Where it is: the setting, or the product's own documentation where the default is set and absent.</summary>
    public string Path { get; } = ContentFolder.Find(options.Value.Path, "docs");

    /// <summary>Whether it is the product's own documentation.</summary>
    public bool IsShipped => ContentFolder.IsShipped(Path, "docs");

    /// <exception cref="SettingsException">The folder does not exist.</exception>
    public DocumentSource Source
    {
        get
        {
            EnsureExists();
            return new DocumentSource(SourceNames.OfHost(Path), Path) { Role = SourceRole.HostFolder };
        }
    }

    /// <exception cref="SettingsException">The folder does not exist.</exception>
    public void EnsureExists()
    {
        if (!Directory.Exists(Path)) throw new SettingsException($"The documentation folder {Path} does not exist. Check Docs:Path or --docs.");
    }

    /// <summary>Follows changes in the folder; null where the settings do not want that.</summary>
    public FolderWatcher? Watch() => options.Value.Watch ? new FolderWatcher(Path, time) : null;

    /// <summary>A folder or file as a source; one inside the documentation folder belongs to that.</summary>
    /// <exception cref="SettingsException">The path does not exist.</exception>
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
