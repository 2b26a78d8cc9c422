using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Elasticsearch.Engine;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

// Creates neither folder nor database: they would belong to the user who runs the doctor.
internal sealed class StorageCheck(IConfiguration configuration, IOptions<DataOptions> data) : ICheck
{
    private const string Setting = "Data:Path";
    private const string Index = "index";
    private const long Low = 1L << 30;
    private const long TooLow = 100L << 20;

    public string Name => "storage";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(data.Value.Path);
        yield return Writable(folder);
        if (Rights(folder) is { } rights) yield return rights;
        if (Space(new DriveInfo(Existing(folder)).AvailableFreeSpace, folder) is { } full) yield return full;
        var runs = DataFolderLock.IsHeld(folder);
        yield return DoctorFinding.Good(
            Name, runs ? "A host runs with this folder." : "No host runs with this folder.");
        if (LegacyDataFolder.Notice(data.Value.Path) is { } notice)
            yield return DoctorFinding.Doubtful(Name, notice, "docs/troubleshooting.md explains it.");
        if (!File.Exists(Path.Combine(folder, "supportbot.db")))
        {
            yield return DoctorFinding.Skipped(Name, "There is no database yet: the first start makes it.");
            yield break;
        }

        var (services, problem) = await OpenAsync(cancellationToken);
        if (problem is not null)
            yield return DoctorFinding.Wrong(
                Name, problem, "See docs/backup-and-restore.md for how to restore a backup.", Setting);
        if (services is null) yield break;
        await using var opened = services;
        var state = await services.GetRequiredService<DocumentStore>().StateAsync(cancellationToken);
        yield return DoctorFinding.Good(
            Name, $"The database holds {state.Documents} documents with {state.Chunks} sections.");
        yield return await IndexAsync(services, state, runs, cancellationToken);
    }

    // Returns null if there is enough space.
    internal static DoctorFinding? Space(long free, string folder)
    {
        if (free >= Low) return null;
        var what = $"Only {free >> 20} MiB are free for {folder}.";
        const string fix = "Free some space on that disk: when it is full, no message is accepted.";
        return free < TooLow
            ? DoctorFinding.Wrong("storage", what, fix, Setting)
            : DoctorFinding.Doubtful("storage", what, fix, Setting);
    }

    // Whether only this user has access; null on Windows or before the folder exists.
    private DoctorFinding? Rights(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder)) return null;
        return FilePermissions.OpenToOthers(folder).ToList() is [var first, ..] open
            ? DoctorFinding.Doubtful(
                Name, $"Other users of this machine have rights to the data: "
                    + $"{first.FullName}{(open.Count > 1 ? $" and {open.Count - 1} more" : "")}.",
                $"Run as the user that owns it: chmod -R go= {folder}", Setting)
            : DoctorFinding.Good(Name, "The data folder is closed to other users of this machine.");
    }

    private DoctorFinding Writable(string folder)
    {
        try
        {
            using var probe = new FileStream(
                Path.Combine(Existing(folder), $".doctor-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write,
                FileShare.None, 1, FileOptions.DeleteOnClose);
            return DoctorFinding.Good(Name, $"The data folder {folder} can be written.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return DoctorFinding.Wrong(
                Name, $"{Setting}: the data folder {folder} cannot be written: {e.Message}",
                "Give this user the right to write there, or choose another folder.", Setting);
        }
    }

    // The folder, or its nearest existing parent.
    private static string Existing(string path) => Path.Exists(path) ? path : Existing(Path.GetDirectoryName(path)!);

    private async Task<(ServiceProvider? Services, string? Problem)> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await Composition.OpenWithoutIndexAsync(configuration, cancellationToken), null);
        }
        catch (StorageException e)
        {
            return (null, e.Message);
        }
    }

    private static string Fix(IServiceProvider services) => services.GetService<ElasticsearchIndex>() is null
        ? "Stop the host and delete the folder index in the data folder: it is built again at the next start."
        : "Run: supportbot index sweep, and where that does not help: supportbot index rebuild";

    private static async Task<DoctorFinding> IndexAsync(
        IServiceProvider services, KnowledgeState state, bool runs, CancellationToken cancellationToken)
    {
        try
        {
            var engine = services.GetRequiredService<ISearchEngine>();
            if ((await engine.StateAsync(cancellationToken)).Position != state.LastPosition)
                return DoctorFinding.Doubtful(
                    Index, "It is behind the database.",
                    runs
                        ? "The host is at work on it; look again in a minute."
                        : "The host brings it up to date when it starts.");
            var languages = await IndexComparison.ByLanguageAsync(
                services.GetRequiredService<DocumentStore>(), engine, cancellationToken);
            if (languages.FirstOrDefault(language => language.Indexed != language.Known) is { } wrong)
                return DoctorFinding.Wrong(Index, $"It holds {wrong.Indexed} sections "
                    + $"in the language '{wrong.Language}', the database {wrong.Known}.", Fix(services));
            return DoctorFinding.Good(Index, $"It holds all {state.Chunks} sections.");
        }
        catch (SearchUnavailableException e)
        {
            return DoctorFinding.Wrong(Index, e.Message, services.GetService<ElasticsearchIndex>() is null
                ? Fix(services)
                : "Start the search engine or fix its settings; the index follows by itself.");
        }
        catch (Exception e) when (e is IOException or SettingsException)
        {
            return DoctorFinding.Wrong(Index, $"It cannot be opened: {e.Message}", Fix(services));
        }
    }
}
