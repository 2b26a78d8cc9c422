using System.CommandLine;

namespace SupportBot.Cli;

internal abstract class DataCommand : RunnableCommand
{
    protected DataCommand(string name, string description) : base(name, description) => AddShared(Data);

    protected Option<string?> Data { get; } = CommonOptions.Data();

    public sealed override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        return await RunAsync(services, arguments, cancellationToken);
    }

    // Opens an existing database and leaves the index closed.
    protected virtual Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Composition.OpenWithoutIndexAsync(arguments.GetValue(Data), cancellationToken);

    protected abstract Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken);
}
