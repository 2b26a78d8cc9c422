using System.Reflection;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.Channels.Teams;
using SupportBot.Dialogs;
using SupportBot.Elasticsearch;
using SupportBot.Models;
using SupportBot.Privacy;
using SupportBot.TeamsApp;
using SupportBot.Widget;

namespace SupportBot.Settings;

/// <summary>All sections of the configuration and the options class that each is bound to.</summary>
internal static class Catalog
{
    /// <summary>Sections in the order of the configuration reference.</summary>
    public static IReadOnlyList<Section> Sections { get; } =
    [
        new Section<ServerOptions>("Server"),
        new Section<DataOptions>("Data"),
        new Section<DocsOptions>("Docs"),
        new Section<SearchOptions>("Search"),
        new Section<ElasticsearchOptions>("Search:Elasticsearch"),
        new Section<BrandOptions>("Brand"),
        new Section<ModelsOptions>("Models"),
        new Section<WebChatOptions>("WebChat"),
        new Section<BotFrameworkOptions>("Bot"),
        new Section<TeamsAppOptions>("TeamsApp"),
        new Section<RateLimitOptions>("RateLimits"),
        new Section<TeamsOptions>("Teams"),
        new Section<RetentionOptions>("Retention"),
    ];

    /// <summary>Every valid setting name, for example <c>Docs:Path</c>.</summary>
    public static IEnumerable<string> Names => Sections.SelectMany(s => s.Properties.Select(p => $"{s.Name}:{p.Name}"));

    /// <summary>Binds every section; a wrong value stops the start with the message of <see cref="SectionValidator{T}"/>.</summary>
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var section in Sections) section.Add(services, configuration);
        return services;
    }

    internal abstract record Section(string Name, Type Type)
    {
        public IEnumerable<PropertyInfo> Properties =>
            Type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

        public abstract void Add(IServiceCollection services, IConfiguration configuration);
    }

    private sealed record Section<T>(string Name) : Section(Name, typeof(T)) where T : class
    {
        public override void Add(IServiceCollection services, IConfiguration configuration)
        {
            services.AddOptions<T>().Bind(configuration.GetSection(Name)).ValidateOnStart();
            services.AddSingleton<IValidateOptions<T>>(new SectionValidator<T>(Name));
        }
    }
}
