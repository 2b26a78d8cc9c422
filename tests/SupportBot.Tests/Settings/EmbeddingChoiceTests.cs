using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Embedded.Onnx;
using SupportBot.Knowledge;
using SupportBot.Settings;
using SupportBot.Tests.Embedded.Onnx;

namespace SupportBot.Tests.Settings;

/// <summary>The setting <c>Search:Embedding</c>.</summary>
public sealed class EmbeddingChoiceTests : IDisposable
{
    private static readonly (string, string?)[] Remote =
    [
        ("Models:Provider", "compatible"), ("Models:Endpoint", "http://localhost:8000/v1"),
        ("Models:EmbeddingModel", "vectors"),
    ];

    private readonly ModelFolder _model = new();

    [Fact]
    public async Task By_default_the_settings_that_name_an_embedding_choose_it_and_else_the_bundled_one()
    {
        var bundled = BundledEmbedding.IsPresent ? "arctic-xs" : "trained";
        Assert.Equal(bundled, await ChosenAsync());
        Assert.Equal(bundled, await ChosenAsync(("Search:TrainEmbedding", "false")));
        Assert.Equal("folder", await ChosenAsync(("Search:EmbeddingFolder", _model.Path)));
        Assert.Equal("remote", await ChosenAsync(Remote));
    }

    [Theory]
    [InlineData("trained")]
    [InlineData("folder")]
    [InlineData("remote")]
    [InlineData("none")]
    public async Task The_one_that_is_named_is_chosen_whatever_other_settings_name(string name)
    {
        (string, string?)[] settings =
            [.. Remote, ("Search:EmbeddingFolder", _model.Path), ("Search:Embedding", name)];
        Assert.Empty(Wrong(settings));
        Assert.Equal(name, await ChosenAsync(settings));
        await using var services = Services(settings);
        Assert.Equal(
            name is "folder" or "remote",
            services.GetRequiredService<IServiceProviderIsService>().IsService(typeof(Core.Knowledge.EmbeddingModel)));
        Assert.Equal(name == "folder", services.GetService<OnnxEmbedding>() is not null);
    }

    [Fact]
    public void A_wrong_choice_stops_the_start_and_says_what_is_needed()
    {
        Assert.Equal(
            ["Search:Embedding: must be one of: auto, arctic-xs, trained, folder, remote, none."],
            Wrong(("Search:Embedding", "arctic")));
        Assert.Equal(
            ["Search:Embedding: is folder, so Search:EmbeddingFolder must name the folder."],
            Wrong(("Search:Embedding", "folder")));
        Assert.Equal(
            ["Search:Embedding: is remote, so Models:Provider and Models:EmbeddingModel must name the model."],
            Wrong(("Search:Embedding", "remote")));
        Assert.Equal(BundledEmbedding.IsPresent ? 0 : 1, Wrong(("Search:Embedding", "arctic-xs")).Count);
    }

    public void Dispose() => _model.Dispose();

    private static async Task<string> ChosenAsync(params (string Name, string? Value)[] settings)
    {
        await using var services = Services(settings);
        return services.GetRequiredService<EmbeddingChoice>().Name;
    }

    private static IReadOnlyList<string> Wrong(params (string Name, string? Value)[] settings)
    {
        using var services = Services(settings);
        var e = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);
        return e is null ? [] : InvalidSettings.Of(e);
    }

    private static ServiceProvider Services(params (string Name, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build();
        return new ServiceCollection().AddLogging().AddSupportBot(configuration).BuildServiceProvider();
    }
}
