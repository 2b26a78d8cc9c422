using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;
using SupportBot.Settings;

namespace SupportBot.Tests.Knowledge;

public sealed class DocsFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("docs");

    [Fact]
    public void A_path_inside_the_documentation_folder_belongs_to_it()
    {
        File.WriteAllText(Path.Combine(_folder.CreateSubdirectory("guides").FullName, "a.md"), "# A");
        var docs = Docs(_folder.FullName);
        var own = new DocumentSource(_folder.FullName, _folder.FullName) { Role = SourceRole.ConfiguredFolder };
        Assert.Equal(own, docs.SourceOf(_folder.FullName + "/"));
        Assert.Equal(
            own with { File = "guides/a.md" }, docs.SourceOf(Path.Combine(_folder.FullName, "guides", "a.md")));
    }

    [Fact]
    public void A_path_elsewhere_is_a_source_of_its_own()
    {
        var other = _folder.CreateSubdirectory("other").FullName;
        File.WriteAllText(Path.Combine(other, "a.md"), "# A");
        var docs = Docs(_folder.CreateSubdirectory("docs").FullName);
        Assert.Equal(new DocumentSource(other, other), docs.SourceOf(other));
        Assert.Equal(new DocumentSource(other, other, "a.md"), docs.SourceOf(Path.Combine(other, "a.md")));
    }

    [Fact]
    public void What_does_not_exist_is_said_with_its_path()
    {
        var missing = Path.Combine(_folder.FullName, "missing");
        Assert.Contains(
            missing, Assert.Throws<SettingsException>(() => Docs(missing).EnsureExists()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            missing, Assert.Throws<SettingsException>(() => Docs(_folder.FullName).SourceOf(missing)).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static DocsFolder Docs(string path) =>
        new(Options.Create(new DocsOptions { Path = path }), TimeProvider.System);
}
