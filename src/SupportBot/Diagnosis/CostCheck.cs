using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.Models;
using SupportBot.Models.Usage;

namespace SupportBot.Diagnosis;

internal sealed class CostCheck(IOptions<ModelsOptions> options, StoredData stored, TimeProvider time) : ICheck
{
    private const double Much = 0.8;
    private static readonly TimeSpan Old = TimeSpan.FromDays(180);

    public string Name => "model costs";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            yield return DoctorFinding.Skipped(Name, "No language model is configured.");
            yield break;
        }
        yield return Prices(options.Value);
        var usage = await stored.ReadAsync(
            opened => opened.GetRequiredService<UsageHistory>().ReadAsync(days: 1, cancellationToken),
            cancellationToken);
        if (usage is not null) yield return Taken(options.Value, Budget.Of(options.Value, usage));
    }

    private DoctorFinding Prices(ModelsOptions models)
    {
        if (!models.HasPrices)
            return DoctorFinding.Skipped(
                Name, "No prices are set, so costs are not counted; Models:DailyTokens limits them.");
        if (models.DailyCost > 0 && models.ChatModel.Length > 0 && (models.InputPrice == 0 || models.OutputPrice == 0))
            return DoctorFinding.Doubtful(
                Name, "A price of the answering model is 0, so Models:DailyCost does not limit what it costs.",
                "Set Models:InputPrice and Models:OutputPrice.", "Models:InputPrice");
        if (models.DailyCost > 0 && models.EmbeddingModel.Length > 0 && models.EmbeddingPrice == 0)
            return DoctorFinding.Doubtful(
                Name, "The price of vectors is 0, so Models:DailyCost does not limit what they cost.",
                "Set Models:EmbeddingPrice.", "Models:EmbeddingPrice");
        var age = time.GetUtcNow() - DateTimeOffset.ParseExact(
            models.PricesOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return age > Old
            ? DoctorFinding.Doubtful(
                Name, $"The prices are of {models.PricesOf}.",
                "Look them up again, and set the prices and Models:PricesOf.", "Models:PricesOf")
            : DoctorFinding.Good(Name, $"The prices are of {models.PricesOf}.");
    }

    private DoctorFinding Taken(ModelsOptions models, Budget budget)
    {
        var what = string.Create(CultureInfo.InvariantCulture,
            $"Today {budget.Tokens:#,0} tokens{(models.HasPrices ? $" for {budget.Cost:0.00}" : "")} are taken: "
                + $"{budget.Taken:0 %} of the cap.");
        const string fix = "Raise Models:DailyTokens or Models:DailyCost, or wait until midnight (UTC): "
            + "over the cap, answers are the documents' own sentences.";
        return budget.Taken < Much
            ? DoctorFinding.Good(Name, what)
            : DoctorFinding.Doubtful(Name, what, fix, "Models:DailyTokens");
    }
}
