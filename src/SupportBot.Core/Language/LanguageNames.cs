using System.Globalization;

namespace SupportBot.Core.Language;

/// <summary>How languages are called.</summary>
internal static class LanguageNames
{
    /// <param name="languages">Two-letter codes.</param>
    /// <param name="reader">The language in which they are named: "Englisch, Französisch" for <c>de</c>.</param>
    public static string Of(IEnumerable<string> languages, string reader)
    {
        // The names of cultures come in the language of the user interface, which belongs to this call alone while it
        // runs.
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(reader);
            return string.Join(", ", languages.Select(language => CultureInfo.GetCultureInfo(language).DisplayName));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
