using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

internal sealed class BrandCheck(IOptions<BrandOptions> options) : ICheck
{
    public string Name => "brand";

    public IAsyncEnumerable<DoctorFinding> ExamineAsync(CancellationToken cancellationToken) =>
        Read().ToAsyncEnumerable();

    private IReadOnlyList<DoctorFinding> Read()
    {
        try
        {
            var brand = BrandFiles.Read(options.Value);
            var languages = string.Join(", ", brand.Texts.Keys.Order());
            var complete = DoctorFinding.Good(Name, $"{brand.Look.Name} has texts in {languages}.");
            return WithoutContact(brand) is { Count: > 0 } without ? [complete, NoContact(without)] : [complete];
        }
        catch (SettingsException e)
        {
            return [DoctorFinding.Wrong(Name, e.Message, "docs/brand.md explains the files of a brand.", "Brand:Name")];
        }
    }

    // Languages that still have the default contact, which names neither an address nor a number.
    private static List<string> WithoutContact(Brand brand)
    {
        var shipped = BrandFiles.Read(new BrandOptions { Path = Path.Combine(AppContext.BaseDirectory, "brands") });
        var placeholders = shipped.Texts.Values.Select(Contact).Append("").ToHashSet();
        return [.. brand.Texts.Where(texts => placeholders.Contains(Contact(texts.Value)))
            .Select(texts => texts.Key).Order()];
    }

    private static string Contact(Texts texts) => texts.Answers.Contact.Trim();

    private DoctorFinding NoContact(IReadOnlyList<string> languages) => DoctorFinding.Doubtful(
        Name,
        $"The text contact names no way to reach people, in {string.Join(", ", languages)}: "
            + "refusals and failures end without one.",
        "Write your support address or phone number into the text contact; docs/brand.md has an example.");
}
