using System.ComponentModel.DataAnnotations;
using SupportBot.Core.Answers.Understanding;
using SupportBot.Core.Language;
using SupportBot.Settings;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace SupportBot.Brands;

internal static class BrandFiles
{
    private const int MaxSynonymBytes = 500_000;

    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithDuplicateKeyChecking()
        .WithEnforceRequiredMembers()
        .Build();

    public static Brand Read(BrandOptions options)
    {
        var folder = FolderOf(options);
        if (!Directory.Exists(folder))
            throw new SettingsException(
                $"There is no brand '{options.Name}': {folder} does not exist. Check Brand:Name and Brand:Path.");
        var texts = Directory.GetFiles(folder, "texts.*.yaml").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file)["texts.".Length..], ReadYaml<Texts>);
        if (!texts.ContainsKey("en"))
            throw new SettingsException(
                $"{folder} has no texts.en.yaml. English texts are always needed; copy them from brands/default.");
        var look = ReadLook(Path.Combine(folder, "brand.yaml"));
        return new Brand(
            options.Name, look, texts, PromptFiles.Read(folder, options.Name, look.Name), ReadIntents(folder),
            ReadSynonyms(Path.Combine(folder, "synonyms.txt")), VoiceFile.Read(Path.Combine(folder, VoiceFile.Name)));
    }

    internal static string FolderOf(BrandOptions options) =>
        Path.Combine(ContentFolder.Find(options.Path, "brands"), options.Name);

    private static Intents ReadIntents(string folder)
    {
        try
        {
            return Intents.Of(Directory.GetFiles(folder, "intents.*.txt").ToDictionary(
                file => Path.GetFileNameWithoutExtension(file)["intents.".Length..], File.ReadAllText));
        }
        catch (FormatException e)
        {
            throw new SettingsException($"{folder}: {e.Message}");
        }
    }

    /// <exception cref="SettingsException">A line is malformed or over a limit, or the file is too long.</exception>
    internal static BrandSynonyms ReadSynonyms(string file)
    {
        if (!File.Exists(file)) return BrandSynonyms.None;
        if (new FileInfo(file).Length > MaxSynonymBytes)
            throw new SettingsException($"{file} is longer than {MaxSynonymBytes / 1000} kB.");
        try
        {
            return BrandSynonyms.Parse(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw new SettingsException($"{file}, {e.Message}");
        }
    }

    private static BrandLook ReadLook(string file)
    {
        if (!File.Exists(file))
            throw new SettingsException(
                $"{file} does not exist. Copy the one from brands/default and set name, initials and color.");
        var look = ReadYaml<BrandLook>(file);
        var wrong = new List<ValidationResult>();
        if (Validator.TryValidateObject(look, new ValidationContext(look), wrong, validateAllProperties: true))
            return look;
        var problems = wrong.Select(each => $"{each.MemberNames.First().ToLowerInvariant()} {each.ErrorMessage}");
        throw new SettingsException($"{file}: {string.Join(" ", problems)}");
    }

    internal static T ReadYaml<T>(string file)
    {
        try
        {
            using var reader = File.OpenText(file);
            return Yaml.Deserialize<T>(reader) ?? throw new SettingsException($"{file} is empty.");
        }
        catch (YamlException e)
        {
            throw Unreadable(file, e);
        }
    }

    internal static SettingsException Unreadable(string file, YamlException e) =>
        new($"{file}, line {e.Start.Line}: {(e.InnerException ?? e).Message}");
}
