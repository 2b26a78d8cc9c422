using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Settings;

namespace SupportBot.Tests.Docs;

/// <summary>Examples of settings in the documentation.</summary>
public sealed class ConfigurationPageTests
{
    [Fact]
    public void Every_example_of_a_settings_file_is_accepted()
    {
        var examples = Page.Public.SelectMany(page => page.Code("json").Select(json => (page, json))).Where(example => IsSettings(example.json)).ToList();
        Assert.True(examples.Count >= 5, "The pages show few examples of settings.");
        foreach (var (page, json) in examples) Assert.Null(Record.Exception(() => Accept(json, page)));
    }

    [Fact]
    public void Every_json_block_is_json()
    {
        foreach (var json in Page.Public.SelectMany(page => page.Code("json")))
            using (JsonDocument.Parse(json)) { }
    }

    private static bool IsSettings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.EnumerateObject().Any(member => char.IsUpper(member.Name[0]));
    }

    /// <summary>The names are known, and every value passes its section's check.</summary>
    private static void Accept(string json, Page page)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var settings = Configuration.Read(new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable().Where(setting => setting.Value is not null));
        using var provider = new ServiceCollection().AddSettings(settings).BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }
}
