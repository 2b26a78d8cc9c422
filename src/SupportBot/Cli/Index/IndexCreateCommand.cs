using System.CommandLine;
using SupportBot.Settings;

namespace SupportBot.Cli.Index;

/// <summary><c>supportbot index create</c>: makes an empty index on the cluster, before the host starts.</summary>
internal sealed class IndexCreateCommand() : DataCommand("create",
    "Make the index in Elasticsearch, empty; the host fills it. Exit code 0: it is there.")
{
    /// <summary>Before the first start there is no database, and the index may be created nevertheless.</summary>
    protected override Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Composition.OpenWithoutIndexAsync(
            Configuration.Read(CommonOptions.Overrides(("Data:Path", arguments.GetValue(Data)))), cancellationToken);

    protected override async Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var index = services.OnCluster("create");
        var isNew = await index.CreateAsync(cancellationToken);
        Terminal.WriteLine(isNew ? $"{index.Alias} is made." : $"{index.Alias} is there already.");
        return 0;
    }
}
