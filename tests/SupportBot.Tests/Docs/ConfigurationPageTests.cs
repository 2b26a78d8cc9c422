using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SupportBot.Settings;

namespace SupportBot.Tests.Docs;

/// <summary>docs/configuration.md, and every example of a settings file, against the settings that there are.</summary>
public sealed class ConfigurationPageTests
{
    [Fact]
    public void The_reference_names_every_setting_with_its_default_and_no_others()
    {
        var real = SettingsCatalog.Sections.SelectMany(section => section.Properties.Select(property =>
            $"{section.Name}:{property.Name} = {Written(property.GetValue(Activator.CreateInstance(section.Type)))}"));
        var documented = Page.Read("docs/configuration.md").Rows.Where(
            row => char.IsUpper(row[0][0]) && row[0].Contains(':', StringComparison.Ordinal))
            .Select(row => $"{row[0]} = {row[1]}");
        Assert.Equal(real.Order(), documented.Order());
    }

    [Fact]
    public void Every_example_of_a_settings_file_is_accepted()
    {
        var examples = Page.Public.SelectMany(page => page.Code("json")).Where(IsSettings).ToList();
        Assert.True(examples.Count >= 5, "The pages show few examples of settings.");
        Assert.All(examples, Accept);
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
    private static void Accept(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        var settings = Configuration.Read(
            new ConfigurationBuilder()
                .AddJsonStream(stream)
                .Build()
                .AsEnumerable()
                .Where(setting => setting.Value is not null));
        using var provider = new ServiceCollection().AddSettings(settings).BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
    }

    private static string Written(object? value) => value switch
    {
        null or "" or System.Collections.ICollection { Count: 0 } => "empty",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
