using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using SupportBot.Models;
using SupportBot.Models.Usage;

namespace SupportBot.Cli;

/// <summary><c>supportbot usage</c>: what language models took and cost, by day and model, and what is left of today's caps.</summary>
internal sealed class UsageCommand : Command
{
    private readonly Option<int> _days = PeriodOptions.Days();
    private readonly Option<string?> _data = CommonOptions.Data();
    private readonly Option<bool> _json = CommonOptions.Json();

    public UsageCommand() : base("usage", "Show the tokens and the cost of language models by day, and what is left of today's caps. Exit code 0: shown; 1: no model was called in these days; 2: a setting is wrong.")
    {
        foreach (var option in (Option[])[_days, _data, _json]) Options.Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = await Composition.OpenWithoutIndexAsync(arguments.GetValue(_data), cancellationToken);
        var (history, options) = (services.GetRequiredService<UsageHistory>(), services.GetRequiredService<IOptions<ModelsOptions>>().Value);
        var days = await history.ReadAsync(Math.Min(arguments.GetValue(_days), 100_000), cancellationToken);
        var budget = Budget.Of(options, await history.ReadAsync(days: 1, cancellationToken));
        if (arguments.GetValue(_json)) JsonOutput.Print(new { days = days.Select(Json), today = budget });
        else Show(days, budget);
        return days.Count > 0 ? 0 : 1;
    }

    private static object Json(ModelDay day) => new { day.Day, day.Model, day.Calls, day.PromptTokens, day.CompletionTokens, day.Cost, day.PricesOf };

    private static void Show(IReadOnlyList<ModelDay> days, Budget budget)
    {
        foreach (var day in days)
            Terminal.WriteLine($"{day.Day}  {day.Model,-24}  {day.Calls,7} calls  {day.PromptTokens,10} tokens in  {day.CompletionTokens,9} out  {(day.PricesOf.Length > 0 ? $"cost {Shown(day.Cost)} by the prices of {day.PricesOf}" : "cost not counted")}");
        if (days.Count == 0) Terminal.WriteLine("No language model was called in these days.");
        Terminal.WriteLine($"Today       {budget.Tokens} of {(budget.MostTokens > 0 ? budget.MostTokens.ToString(CultureInfo.InvariantCulture) : "any number of")} tokens");
        if (budget.MostCost > 0) Terminal.WriteLine($"            {Shown(budget.Cost)} of {Shown(budget.MostCost)}");
    }

    private static string Shown(decimal money) => money.ToString("0.00####", CultureInfo.InvariantCulture);
}
