using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Settings;

namespace SupportBot.Diagnosis;

/// <summary>Whether the brand's files are complete.</summary>
internal sealed class BrandCheck(IOptions<BrandOptions> options) : ICheck
{
    public string Name => "brand";

    public IAsyncEnumerable<Finding> ExamineAsync(CancellationToken cancellationToken) => Enumerable.Repeat(Read(), 1).ToAsyncEnumerable();

    private Finding Read()
    {
        try
        {
            var brand = BrandFiles.Read(options.Value);
            return Finding.Good(Name, $"{brand.Look.Name} has texts in {string.Join(", ", brand.Texts.Keys.Order())}.");
        }
        catch (SettingsException e)
        {
            return Finding.Wrong(Name, e.Message, "docs/brand.md explains the files of a brand.", "Brand:Name");
        }
    }
}
