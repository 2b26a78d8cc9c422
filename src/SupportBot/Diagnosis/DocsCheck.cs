using SupportBot.Core.Knowledge;
using SupportBot.Knowledge;

namespace SupportBot.Diagnosis;

internal sealed class DocsCheck(IServiceProvider services, IEnumerable<IDocumentReader> readers) : ICheck
{
    private const string Setting = "Docs:Path";

    public string Name => "documents";

    public IAsyncEnumerable<DoctorFinding> ExamineAsync(CancellationToken cancellationToken) =>
        Enumerable.Repeat(Look(), 1).ToAsyncEnumerable();

    private DoctorFinding Look()
    {
        var folder = services.GetRequiredService<DocsFolder>().Path;
        if (!Directory.Exists(folder))
            return DoctorFinding.Wrong(
                Name, $"{Setting}: the folder {folder} does not exist.", "Check the setting, or make the folder.",
                Setting);
        var endings = readers.SelectMany(reader => reader.Extensions).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var count = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Count(file => endings.Contains(Path.GetExtension(file)));
        return count > 0
            ? DoctorFinding.Good(Name, $"{folder} holds {count} files to answer from.")
            : DoctorFinding.Wrong(
                Name, $"{Setting}: {folder} holds no documents.",
                $"Put files there that end with {string.Join(", ", endings.Order())}.", Setting);
    }
}
