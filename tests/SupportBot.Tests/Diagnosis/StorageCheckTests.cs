using Microsoft.Data.Sqlite;
using SupportBot.Diagnosis;
using SupportBot.Embedded;
using SupportBot.Settings;

namespace SupportBot.Tests.Diagnosis;

public sealed class StorageCheckTests : IDisposable
{
    private readonly Patient _patient = new();

    [Fact]
    public async Task Before_the_first_start_nothing_is_wrong_and_nothing_is_made()
    {
        Assert.Contains(
            await _patient.ExamineAsync(),
            finding =>
                finding == DoctorFinding.Skipped("storage", "There is no database yet: the first start makes it."));
        Assert.False(Directory.Exists(_patient.Data));
    }

    [Fact]
    public async Task A_database_without_documents_is_fine_for_the_storage()
    {
        await (
            await Composition.OpenDatabaseAsync(
                Configuration.Read([new("Data:Path", _patient.Data)]),
                TestContext.Current.CancellationToken)).DisposeAsync();
        Assert.DoesNotContain(
            await _patient.ExamineAsync(),
            finding => finding.Check is "storage" or "index" && finding.Outcome == Outcome.Wrong);
    }

    [Fact]
    public async Task A_running_host_is_seen_and_fine()
    {
        await _patient.IngestAsync();
        using var host = DataFolderLock.Take(_patient.Data);
        var findings = await _patient.ExamineAsync();
        Assert.Contains(DoctorFinding.Good("storage", "A host runs with this folder."), findings);
        Assert.DoesNotContain(findings, finding => finding.Outcome == Outcome.Wrong);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_told()
    {
        var file = Path.Combine(_patient.Docs, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        _patient.Set("Data:Path", Path.Combine(file, "data"));
        var finding = Assert.Single(await _patient.ExamineAsync(), finding => finding.Outcome == Outcome.Wrong);
        Assert.Equal(("storage", "Data:Path"), (finding.Check, finding.Setting));
        Assert.Contains("cannot be written", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_told()
    {
        Directory.CreateDirectory(_patient.Data);
        await File.WriteAllTextAsync(
            Path.Combine(_patient.Data, "supportbot.db"), new string('x', 4096), TestContext.Current.CancellationToken);
        var finding = Assert.Single(await _patient.ExamineAsync(), finding => finding.Outcome == Outcome.Wrong);
        Assert.Equal(("storage", Outcome.Wrong), (finding.Check, finding.Outcome));
        Assert.Contains("cannot be opened", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_does_not_end_the_check_of_the_voice()
    {
        Directory.CreateDirectory(_patient.Data);
        await File.WriteAllTextAsync(
            Path.Combine(_patient.Data, "supportbot.db"), new string('x', 4096), TestContext.Current.CancellationToken);
        _patient.Set("Tuning:Route", "open");
        _patient.Set("Tuning:BaseModel", "gpt-test");
        var findings = await _patient.ExamineAsync();
        foreach (var check in (string[])["storage", "voice training"])
            Assert.Contains(findings, finding => finding.Check == check);
    }

    [Fact]
    public void A_disk_that_fills_up_is_told()
    {
        Assert.Null(StorageCheck.Space(5L << 30, "/data"));
        Assert.Equal(Outcome.Doubtful, StorageCheck.Space(500L << 20, "/data")!.Outcome);
        Assert.Equal(
            (Outcome.Wrong, "Only 20 MiB are free for /data."),
            (StorageCheck.Space(20L << 20, "/data")!.Outcome, StorageCheck.Space(20L << 20, "/data")!.What));
    }

    [Fact]
    public async Task An_index_that_is_behind_is_pointed_out()
    {
        await _patient.IngestAsync();
        Directory.Delete(Path.Combine(_patient.Data, "index"), recursive: true);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("index", Outcome.Doubtful), (finding.Check, finding.Outcome));
    }

    [Fact]
    public async Task A_damaged_index_that_a_host_holds_is_wrong()
    {
        await _patient.IngestAsync();
        var index = Path.Combine(_patient.Data, "index", "default");
        using var host = new EmbeddedSearchEngine(index);
        foreach (var file in Directory.GetFiles(index, "_*"))
            await File.WriteAllTextAsync(file, "damaged", TestContext.Current.CancellationToken);
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("index", Outcome.Wrong), (finding.Check, finding.Outcome));
        Assert.StartsWith("The search index cannot be read", finding.What, StringComparison.Ordinal);
        Assert.StartsWith("Stop the host and delete the folder index", finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_that_holds_other_sections_than_the_database_is_wrong()
    {
        await _patient.IngestAsync();
        await using (
            var database = new SqliteConnection(
                $"Data Source={Path.Combine(_patient.Data, "supportbot.db")};Pooling=False"))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = database.CreateCommand();
            command.CommandText = "UPDATE document_versions SET chunk_count = chunk_count + 1";
            Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        }
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("index", Outcome.Wrong), (finding.Check, finding.Outcome));
        Assert.StartsWith(
            "It holds 1 sections in the language 'en', the database 2.", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_documentation_folder_that_is_absent_or_empty_is_told()
    {
        File.Delete(Path.Combine(_patient.Docs, "kettle.md"));
        Assert.Contains("holds no documents", (await _patient.ComplaintAsync()).What, StringComparison.Ordinal);
        _patient.Set("Docs:Path", Path.Combine(_patient.Docs, "absent"));
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("documents", "Docs:Path"), (finding.Check, finding.Setting));
        Assert.Contains("does not exist", finding.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brand_that_is_absent_is_told()
    {
        _patient.Set("Brand:Name", "acme");
        var finding = await _patient.ComplaintAsync();
        Assert.Equal(("brand", "Brand:Name"), (finding.Check, finding.Setting));
        Assert.Contains("There is no brand 'acme'", finding.What, StringComparison.Ordinal);
    }

    public void Dispose() => _patient.Dispose();
}
