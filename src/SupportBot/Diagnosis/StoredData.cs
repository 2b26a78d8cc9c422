using Microsoft.Extensions.Options;
using SupportBot.Core.Storage;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

// Reads from the data folder for checks that need no search index.
internal sealed class StoredData(IOptions<DataOptions> data, IConfiguration configuration)
{
    // Null where there is no database, or none that opens: the check of the storage reports it.
    public async Task<T?> ReadAsync<T>(Func<IServiceProvider, Task<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        if (!File.Exists(Path.Combine(data.Value.Path, "supportbot.db"))) return null;
        try
        {
            await using var opened = await Composition.OpenWithoutIndexAsync(configuration, cancellationToken);
            return await read(opened);
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
