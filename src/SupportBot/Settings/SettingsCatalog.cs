using System.Reflection;
using Microsoft.Extensions.Options;
using SupportBot.AgentConsole;
using SupportBot.BotFramework;
using SupportBot.Channels.Teams;
using SupportBot.Channels.WebChat;
using SupportBot.Channels.WebChat.Identity;
using SupportBot.Contact;
using SupportBot.Desks.Teams;
using SupportBot.Elasticsearch;
using SupportBot.Handoff;
using SupportBot.Mcp;
using SupportBot.Models;
using SupportBot.Models.Tuning;
using SupportBot.Privacy;
using SupportBot.TeamsApp;
using SupportBot.Turns;
using SupportBot.Voice;
using SupportBot.Widget;

namespace SupportBot.Settings;

internal static class SettingsCatalog
{
    // In the order of the configuration reference.
    public static IReadOnlyList<SettingsSection> Sections { get; } =
    [
        new SettingsSection<ServerOptions>("Server"),
        new SettingsSection<DataOptions>("Data"),
        new SettingsSection<DocsOptions>("Docs"),
        new SettingsSection<SearchOptions>("Search"),
        new SettingsSection<ElasticsearchOptions>("Search:Elasticsearch"),
        new SettingsSection<BrandOptions>("Brand"),
        new SettingsSection<ModelsOptions>("Models"),
        new SettingsSection<TuningOptions>("Tuning"),
        new SettingsSection<AzureTuningOptions>("Tuning:Azure"),
        new SettingsSection<WebChatOptions>("WebChat"),
        new SettingsSection<VisitorIdentityOptions>("WebChat:Identity"),
        new SettingsSection<BotFrameworkOptions>("Bot"),
        new SettingsSection<TeamsAppOptions>("TeamsApp"),
        new SettingsSection<TurnOptions>("Turns"),
        new SettingsSection<RateLimitOptions>("RateLimits"),
        new SettingsSection<FilesOptions>("Files"),
        new SettingsSection<TeamsOptions>("Teams"),
        new SettingsSection<TeamsDeskOptions>("TeamsDesk"),
        new SettingsSection<HandoffOptions>("Handoff"),
        new SettingsSection<CaseWebhookOptions>("Handoff:Webhook"),
        new SettingsSection<ConsoleOptions>("Console"),
        new SettingsSection<ContactOptions>("Contact"),
        new SettingsSection<SmtpOptions>("Contact:Smtp"),
        new SettingsSection<McpOptions>("Mcp"),
        new SettingsSection<DatasetOptions>("Dataset"),
        new SettingsSection<RetentionOptions>("Retention"),
    ];

    public static IEnumerable<string> Names => Sections.SelectMany(s => s.Properties.Select(p => $"{s.Name}:{p.Name}"));

    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var section in Sections) section.Add(services, configuration);
        return services;
    }

    public static bool IsSetting(string name) =>
        Names.Contains(Configuration.WithoutIndex(name), StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<(string Key, string Message)> Mistyped(IConfiguration configuration) =>
        from section in Sections
        from property in section.Properties
        from wrong in SettingType.Mistyped(
            configuration.GetSection($"{section.Name}:{property.Name}"), property.PropertyType)
        select wrong;

    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        Sections.SelectMany(section => section.Problems(configuration));

    internal abstract record SettingsSection(string Name, Type Type)
    {
        public IEnumerable<PropertyInfo> Properties =>
            Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

        public abstract void Add(IServiceCollection services, IConfiguration configuration);

        public abstract IEnumerable<string> Problems(IConfiguration configuration);
    }

    private sealed record SettingsSection<T>(string Name) : SettingsSection(Name, typeof(T)) where T : class
    {
        public override void Add(IServiceCollection services, IConfiguration configuration)
        {
            services.AddOptions<T>().Bind(configuration.GetSection(Name)).ValidateOnStart();
            services.AddSingleton<IValidateOptions<T>>(new SectionValidator<T>(Name));
        }

        public override IEnumerable<string> Problems(IConfiguration configuration) => new SectionValidator<T>(Name)
            .Validate(null, configuration.GetSection(Name).Get<T>() ?? Activator.CreateInstance<T>()).Failures ?? [];
    }
}
