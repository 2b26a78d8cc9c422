using System.CommandLine;

namespace SupportBot.Cli;

/// <summary>A command over the data folder that <c>--data</c> or the settings name, beside a host or without one.</summary>
internal abstract class DataCommand : RunnableCommand
{
    protected DataCommand(string name, string description) : base(name, description) => AddShared(Data);

    protected Option<string?> Data { get; } = CommonOptions.Data();

    public sealed override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await OpenAsync(arguments, cancellationToken);
        return await RunAsync(services, arguments, cancellationToken);
    }

    /// <summary>Opens the database, which must exist, and leaves the index closed.</summary>
    protected virtual Task<ServiceProvider> OpenAsync(ParseResult arguments, CancellationToken cancellationToken) =>
        Composition.OpenWithoutIndexAsync(arguments.GetValue(Data), cancellationToken);

    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken);
}
