using System.Globalization;
using System.Text.Json;
using SupportBot.Models.Tuning.Hosted;

namespace SupportBot.Models.Tuning;

/// <summary>When a cloud retires a model.</summary>
/// <param name="Model">Its name, with the version behind a hyphen where it has one.</param>
/// <param name="Training">The day from which it is not trained any more; null if unknown.</param>
/// <param name="Serving">The day from which it does not answer any more; null if unknown.</param>
public sealed record ModelRetirement(string Model, DateOnly? Training, DateOnly? Serving)
{
    internal static ModelRetirement? Of(JsonElement listed)
    {
        if (listed.Member("model") is not { } model || model.Member("deprecation") is not { } dates) return null;
        var version = model.Text("version");
        return new ModelRetirement(
            version.Length > 0 ? $"{model.Text("name")}-{version}" : model.Text("name"),
            Day(dates.Text("fineTune")), Day(dates.Text("inference")));
    }

    private static DateOnly? Day(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day)
            ? DateOnly.FromDateTime(day.UtcDateTime)
            : null;
}
