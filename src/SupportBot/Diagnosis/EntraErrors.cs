using SupportBot.BotFramework;
using SupportBot.BotFramework.Authentication;

namespace SupportBot.Diagnosis;

// Microsoft Entra error codes (AADSTS) and the settings that cause them.
internal static class EntraErrors
{
    private const string AppId = "Bot:MicrosoftAppId";
    private const string Secret = "Bot:MicrosoftAppPassword";
    private const string Tenant = "Bot:MicrosoftAppTenantId";
    private const string Type = "Bot:MicrosoftAppType";
    private const string NewSecret = "Make a new secret in the Azure portal (App registrations, your app, "
        + "Certificates & secrets) and copy the column Value at once: it is shown only then.";

    private static readonly Dictionary<string, (string Setting, string What, string Fix)> Known = new(
        StringComparer.Ordinal)
    {
        ["AADSTS7000215"] = (Secret,
            "The client secret is wrong: its id instead of its value, or the secret of another app.", NewSecret),
        ["AADSTS7000222"] = (Secret, "The client secret has expired.", NewSecret),
        ["AADSTS7000216"] = (Secret, "The app needs a client secret.", NewSecret),
        ["AADSTS7000218"] = (Secret, "The app needs a client secret.", NewSecret),
        ["AADSTS90002"] = (Tenant, "There is no such tenant in this cloud.",
            "Copy the Directory (tenant) ID from the app's overview; check Bot:Cloud too."),
        ["AADSTS900023"] = (Tenant, "The tenant id is no id that Microsoft Entra knows.",
            "Copy the Directory (tenant) ID from the app's overview."),
        ["AADSTS7000229"] = (AppId, "The app has no service principal in the tenant.",
            "Make one: az ad sp create --id with the app's id."),
        ["AADSTS7000112"] = (AppId, "The app is disabled in the tenant.",
            "Enable it in the Azure portal: Enterprise applications, your app, Properties."),
        ["AADSTS500011"] = ("Bot:Cloud", "The Bot Framework service is unknown in this tenant: it belongs "
            + "to another cloud.", "Set Bot:Cloud to the cloud of your tenant: public, usgovernment or china."),
        ["AADSTS53003"] = (AppId, "A Conditional Access policy of the tenant blocks the app.",
            "Ask your Entra administrator to let the app's service principal through."),
    };

    public static DoctorFinding Explain(string check, AccessTokenException e, BotFrameworkOptions bot)
    {
        if (e.Code == "AADSTS700016") return NotFound(check, bot);
        if (Known.TryGetValue(e.Code, out var known))
            return DoctorFinding.Wrong(check, $"{known.Setting}: {known.What} ({e.Code})", known.Fix, known.Setting);
        if (e.Code == AccessTokenException.Unreachable)
            return DoctorFinding.Wrong(
                check, $"{bot.SelectedCloud.Login.Host} cannot be reached. {e.InnerException!.Message}",
                "Check the network, the proxy (HTTPS_PROXY) and Bot:Cloud.");
        if (bot.MicrosoftAppType == BotFrameworkOptions.UserAssignedMsi)
            return DoctorFinding.Wrong(check,
                $"{AppId}: this machine has no managed identity with the client id {bot.MicrosoftAppId}. ({e.Code})",
                "Assign the identity to the machine or app that SupportBot runs on, "
                    + $"or set {Type} to SingleTenant with a secret.", AppId);
        var number = e.Code.Replace("AADSTS", "", StringComparison.Ordinal);
        return DoctorFinding.Wrong(
            check, e.Message, $"Look the code up: https://login.microsoftonline.com/error?code={number}");
    }

    // Usually a wrong registration type: a single-tenant app that requests a token from the Bot Framework tenant.
    private static DoctorFinding NotFound(string check, BotFrameworkOptions bot) =>
        bot.MicrosoftAppType == BotFrameworkOptions.MultiTenant
        ? DoctorFinding.Wrong(check,
            $"{Type}: the app is not in the directory 'Bot Framework', so it is no multi-tenant bot. (AADSTS700016)",
            $"Set {Type} to SingleTenant, and {Tenant} to the tenant of the app.", Type)
        : DoctorFinding.Wrong(check,
            $"{AppId}: the tenant {bot.MicrosoftAppTenantId} has no app with this id. (AADSTS700016)",
            "Copy the Application (client) ID and the Directory (tenant) ID "
                + $"from the app's overview into {AppId} and {Tenant}.", AppId);
}
