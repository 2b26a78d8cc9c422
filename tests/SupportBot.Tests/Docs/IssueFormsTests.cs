using System.Text.Json;
using SupportBot.Tests.Deployment;

namespace SupportBot.Tests.Docs;

/// <summary>The forms in <c>.github/ISSUE_TEMPLATE</c>. GitHub silently ignores a form that breaks its rules.</summary>
public sealed class IssueFormsTests
{
    private static readonly string[] Types = ["markdown", "input", "textarea", "dropdown", "checkboxes"];

    private static readonly string Folder =
        Path.Combine(Testing.SharedData.RepositoryRoot, ".github", "ISSUE_TEMPLATE");

    public static TheoryData<string> Forms => [.. Directory.GetFiles(Folder, "*.yml")
        .Select(file => Path.GetFileName(file)).Where(file => file != "config.yml")];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_form_keeps_to_the_rules_of_GitHub(string file)
    {
        var form = Yaml.Parse(File.ReadAllText(Path.Combine(Folder, file)));
        Assert.InRange(Text(form, "name").Length, 4, 100);
        Assert.InRange(Text(form, "description").Length, 4, 200);
        var elements = form.GetProperty("body").EnumerateArray().ToList();
        Assert.All(elements, element => Assert.Contains(Text(element, "type"), Types));
        var fields = elements.Where(element => Text(element, "type") != "markdown").ToList();
        Assert.Distinct(fields.Select(field => Text(field, "id")));
        Assert.Distinct(fields.Select(field => Text(field.GetProperty("attributes"), "label")));
        Assert.Contains(fields, IsRequired);
    }

    private static bool IsRequired(JsonElement field) =>
        field.TryGetProperty("validations", out var rules) && rules.GetProperty("required").GetBoolean();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
