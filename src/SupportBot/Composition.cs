using Microsoft.Extensions.Options;
using SupportBot.AgentConsole;
using SupportBot.Audit;
using SupportBot.Brands;
using SupportBot.Channels.Teams;
using SupportBot.Channels.WebChat;
using SupportBot.Cli;
using SupportBot.Contact;
using SupportBot.Core.Answers;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Knowledge;
using SupportBot.Core.Storage;
using SupportBot.Desks.Teams;
using SupportBot.Dialogs;
using SupportBot.Handoff;
using SupportBot.Judging;
using SupportBot.Knowledge;
using SupportBot.Logging;
using SupportBot.Mcp;
using SupportBot.Models;
using SupportBot.Privacy;
using SupportBot.Settings;
using SupportBot.TeamsExtension;
using SupportBot.Tuning;
using SupportBot.Turns;
using SupportBot.Voice;
using SupportBot.Widget;

namespace SupportBot;

/// <summary>What the host and every command of the command line are made of.</summary>
internal static class Composition
{
    /// <summary>Registers every capability; the caller adds the opened <see cref="Database"/>.</summary>
    public static IServiceCollection AddSupportBot(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddSettings(configuration)
        .AddRedaction(configuration)
        .AddSingleton(TimeProvider.System)
        .AddSingleton(provider => BrandFiles.Read(provider.GetRequiredService<IOptions<BrandOptions>>().Value))
        .AddKnowledge(configuration)
            .AddSingleton<AnswerTextsSource>(provider =>
                language => provider.GetRequiredService<Brand>().Texts.GetValueOrDefault(language)?.Answers)
        .AddSingleton(provider => provider.GetRequiredService<Brand>().Intents)
        .AddSingleton(provider => provider.GetRequiredService<Brand>().Synonyms)
        .AddSingleton(provider => provider.GetRequiredService<Brand>().Voice)
        .AddSingleton<DocumentLanguages>()
        .AddSingleton<LanguagesSource>(provider => provider.GetRequiredService<DocumentLanguages>().OfAsync)
        .AddSingleton<AnswerPipeline>()
        .AddSingleton<CountedAnswers>()
        .AddSingleton<AnswerQuestion>(provider => provider.GetRequiredService<VoiceTrial>().AnswerAsync)
        .AddModels(configuration)
        .AddTunedVoices(configuration)
        .AddConversations()
        .AddDialog()
        .AddHandoff()
        .AddTeamsDesk()
        .AddAgentConsole(configuration)
        .AddContact()
        .AddAudit()
        .AddPrivacy()
        .AddVoiceTraining()
        .AddWebChat()
        .AddTeams()
        .AddTeamsExtension()
        .AddWidget()
        .AddMcp(configuration);

    /// <summary>
    /// Language models, where some are configured; without any nothing is registered, and nothing is ever sent to one.
    /// </summary>
    private static IServiceCollection AddModels(this IServiceCollection services, IConfiguration configuration) =>
        services
        .AddEntailment(configuration)
        .AddSingleton(provider => provider.GetRequiredService<Brand>().Prompts)
        .AddModels(ChosenModels(configuration));

    // Without the embedding model where Search:Embedding chooses another.
    private static ModelsOptions ChosenModels(IConfiguration configuration)
    {
        var models = configuration.GetSection("Models").Get<ModelsOptions>() ?? new ModelsOptions();
        if (EmbeddingChoice.Of(configuration).Name != EmbeddingChoice.Remote) models.EmbeddingModel = "";
        return models;
    }

    private static IServiceCollection AddEntailment(this IServiceCollection services, IConfiguration configuration) =>
        configuration["Models:EntailmentFolder"] is { Length: > 0 }
            ? services
                .AddSingleton<EntailmentJudge>()
                .AddHostedService(provider => provider.GetRequiredService<EntailmentJudge>())
                .AddSingleton<JudgeByModel>(provider => provider.GetRequiredService<EntailmentJudge>().JudgeAsync)
            : services;

    /// <summary>
    /// The services of a command that runs without the host, with the settings checked and the database open.
    /// </summary>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    /// <exception cref="StorageException">The database cannot be opened.</exception>
    public static async Task<ServiceProvider> OpenAsync(
        IConfiguration configuration, CancellationToken cancellationToken)
    {
        var provider = await OpenWithoutIndexAsync(configuration, cancellationToken);
        await provider.GetRequiredService<StoredEmbedding>().AdoptAsync(cancellationToken);
        return provider;
    }

    /// <summary>
    /// Like <see cref="OpenAsync(IConfiguration, CancellationToken)"/>, but leaves the index closed, for a command that
    /// runs long beside a host to come.
    /// </summary>
    /// <inheritdoc cref="OpenAsync(IConfiguration, CancellationToken)"/>
    public static async Task<ServiceProvider> OpenWithoutIndexAsync(
        IConfiguration configuration, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddLogging().AddSupportBot(configuration);
        var database = await OpenDatabaseAsync(configuration, cancellationToken);
        return Checked(services.AddSingleton(_ => database));
    }

    /// <summary>The services of a command that reads no data and writes none, with the settings checked.</summary>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static ServiceProvider WithoutData(IConfiguration configuration) =>
        Checked(new ServiceCollection().AddLogging().AddSupportBot(configuration));

    /// <summary>
    /// Like <see cref="OpenWithoutIndexAsync(IConfiguration, CancellationToken)"/>, for a command that is told no more
    /// than
    /// the data folder, and creates none.
    /// </summary>
    /// <param name="data">The folder; null for that of the settings.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SettingsException">There is no database in the folder.</exception>
    public static Task<ServiceProvider> OpenWithoutIndexAsync(string? data, CancellationToken cancellationToken) =>
        OpenWithoutIndexAsync(Existing(data), cancellationToken);

    /// <summary>
    /// Like <see cref="OpenAsync(IConfiguration, CancellationToken)"/>, for a command that searches what was read
    /// before.
    /// </summary>
    /// <inheritdoc cref="OpenWithoutIndexAsync(string?, CancellationToken)"/>
    public static Task<ServiceProvider> OpenAsync(string? data, CancellationToken cancellationToken) =>
        OpenAsync(Existing(data), cancellationToken);

    private static ServiceProvider Checked(IServiceCollection services)
    {
        var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return provider;
    }

    private static IConfigurationRoot Existing(string? data)
    {
        var configuration = Configuration.Read(CommonOptions.Overrides(("Data:Path", data)));
        DataFolder.RequireDatabase(configuration);
        return configuration;
    }

    /// <summary>Opens <c>supportbot.db</c> in the data folder, which is its owner's alone from then on.</summary>
    public static Task<Database> OpenDatabaseAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var data = configuration.GetSection("Data").Get<DataOptions>() ?? new DataOptions();
        FilePermissions.Restrict(data.Path);
        return Database.OpenAsync(Path.Combine(data.Path, "supportbot.db"), cancellationToken);
    }
}
