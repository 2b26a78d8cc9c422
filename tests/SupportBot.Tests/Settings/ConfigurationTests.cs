using SupportBot.Settings;

namespace SupportBot.Tests.Settings;

public sealed class ConfigurationTests
{
    [Fact]
    public void An_unknown_setting_stops_the_start_and_names_the_nearest()
    {
        var e = Assert.Throws<SettingsException>(() => Configuration.Read([new("Docs:Pth", "x")]));
        Assert.Contains("Unknown setting 'Docs:Pth'", e.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'Docs:Path'?", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_settings_file_that_is_no_json_is_named_with_the_line()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "{\n  \"Docs\": { \"Path\" \"docs\" }\n}");
        var e = Assert.Throws<SettingsException>(() => Configuration.Read([], file));
        File.Delete(file);
        Assert.Contains($"{file}, line 2 cannot be read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_known_setting_is_read() =>
        Assert.Equal("elsewhere", Configuration.Read([new("Data:Path", "elsewhere")])["Data:Path"]);

    [Fact]
    public void A_wrong_value_is_named_with_its_section()
    {
        var result = new SectionValidator<ServerOptions>("Server")
            .Validate(null, new ServerOptions { Url = "localhost" });
        Assert.Contains(
            "Server:Url: must look like http://localhost:5080", Assert.Single(result.Failures!),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_default_is_valid()
    {
        foreach (var section in SettingsCatalog.Sections)
        {
            dynamic options = Activator.CreateInstance(section.Type)!;
            var validator = Activator.CreateInstance(
                typeof(SectionValidator<>).MakeGenericType(section.Type), section.Name)!;
            var result = validator.GetType().GetMethod("Validate")!.Invoke(validator, [null, (object)options]);
            Assert.True(((Microsoft.Extensions.Options.ValidateOptionsResult)result!).Succeeded, section.Name);
        }
    }
}
