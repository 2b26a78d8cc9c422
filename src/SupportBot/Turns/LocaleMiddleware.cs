using System.Globalization;
using Microsoft.Bot.Builder;
using SupportBot.Brands;
using IMiddleware = Microsoft.Bot.Builder.IMiddleware;

namespace SupportBot.Turns;

// The SDK makes the sender's locale the current culture, in which numbers and casing would differ from turn to turn.
internal sealed class LocaleMiddleware(Brand brand) : IMiddleware
{
    public Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        turnContext.Activity.Locale = brand.LanguageOf(turnContext.Activity.Locale);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return next(cancellationToken);
    }
}
