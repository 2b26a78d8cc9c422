using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.Diagnosis;

internal sealed class RegistrationCheck(IOptions<BotFrameworkOptions> options, HttpClient http) : ICheck
{
    public string Name => "bot registration";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bot = options.Value;
        if (bot.Development)
            yield return DoctorFinding.Doubtful(
                Name, "Bot:Development is on: nobody has to prove who they are, and nothing can be sent to Teams.",
                "Turn it off in production.", "Bot:Development");
        else if (bot.MicrosoftAppId.Length == 0)
            yield return DoctorFinding.Skipped(
                Name, "Bot:MicrosoftAppId is empty, so the bot is in no channel of Azure Bot Service.");
        else
            yield return await AskAsync(bot, cancellationToken);
    }

    private async Task<DoctorFinding> AskAsync(BotFrameworkOptions bot, CancellationToken cancellationToken)
    {
        try
        {
            await AccessTokens.For(bot, http).GetAsync(cancellationToken);
            return DoctorFinding.Good(
                Name, $"Microsoft Entra gives a token for {bot.MicrosoftAppId} ({bot.MicrosoftAppType}).");
        }
        catch (AccessTokenException e)
        {
            return EntraErrors.Explain(Name, e, bot);
        }
    }
}
