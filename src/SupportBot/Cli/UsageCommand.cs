using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using SupportBot.Models;
using SupportBot.Models.Usage;

namespace SupportBot.Cli;

internal sealed class UsageCommand : ReportCommand
{
    private readonly Option<int> _days = PeriodOptions.Days();

    public UsageCommand() : base("usage",
        "Show the tokens and the cost of language models by day, and what is left of today's caps. "
        + "Exit code 0: shown; 1: no model was called in these days; 2: a setting is wrong.") => Add(_days);

    protected override async Task<CommandReport> ReportAsync(
        IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var history = services.GetRequiredService<UsageHistory>();
        var options = services.GetRequiredService<IOptions<ModelsOptions>>().Value;
        var days = await history.ReadAsync(Math.Min(arguments.GetValue(_days), 100_000), cancellationToken);
        var budget = Budget.Of(options, await history.ReadAsync(days: 1, cancellationToken));
        return new(new { days = days.Select(Json), today = budget }, () => Show(days, budget), days.Count > 0);
    }

    private static object Json(ModelDay day) => new
    {
        day.Day, day.Model, day.Calls, day.PromptTokens, day.CompletionTokens, day.Cost, day.PricesOf,
    };

    private static void Show(IReadOnlyList<ModelDay> days, Budget budget)
    {
        foreach (var day in days)
        {
            var cost = day.PricesOf.Length > 0
                ? $"cost {Shown(day.Cost)} by the prices of {day.PricesOf}"
                : "cost not counted";
            Terminal.WriteLine($"{day.Day}  {day.Model,-24}  {day.Calls,7} calls  "
                + $"{day.PromptTokens,10} tokens in  {day.CompletionTokens,9} out  {cost}");
        }
        if (days.Count == 0) Terminal.WriteLine("No language model was called in these days.");
        var most = budget.MostTokens > 0 ? budget.MostTokens.ToString(CultureInfo.InvariantCulture) : "any number of";
        Terminal.WriteLine($"Today       {budget.Tokens} of {most} tokens");
        if (budget.MostCost > 0) Terminal.WriteLine($"            {Shown(budget.Cost)} of {Shown(budget.MostCost)}");
    }

    private static string Shown(decimal money) => money.ToString("0.00####", CultureInfo.InvariantCulture);
}
