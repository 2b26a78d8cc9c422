using System.CommandLine;
using Microsoft.Extensions.Options;
using SupportBot.Brands;
using SupportBot.Core.Evaluation;
using SupportBot.Core.Voice;
using SupportBot.Core.Voice.Style;
using SupportBot.Settings;

namespace SupportBot.Cli;

internal sealed class VoiceCheckCommand : RunnableCommand
{
    private readonly Argument<string> _text = new("TEXT|FILE") { Description = "A text, or the path of a text file." };
    private readonly Option<string?> _language =
        CommonOptions.Text("--language", "CODE", "Language of the text, such as de (default: what it looks like).");
    private readonly Option<bool> _json = CommonOptions.Json();

    public VoiceCheckCommand() : base("check",
        "Report what of a text breaks the rules of the brand's voice, without storing anything. "
        + "Exit code 0: nothing was found; 1: something was; 2: the file or the profile is wrong.") =>
        Add(_text, _language, _json);

    public override async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = Composition.WithoutData(Configuration.Read(CommonOptions.Overrides()));
        var given = arguments.GetValue(_text)!;
        var isFile = File.Exists(given);
        var text = isFile ? await ReadAsync(given, cancellationToken) : given;
        if (text.Length > VoiceChecker.LongestText)
            throw new SettingsException($"The text has more than {VoiceChecker.LongestText:#,0} characters. Split it.");
        var language = arguments.GetValue(_language) ?? VoiceChecker.LanguageOf(text);
        var profile = services.GetRequiredService<Brand>().Voice;
        var report = VoiceChecker.Check(text, profile, language);
        var style = BrandTexts.Gate(services.GetRequiredService<IOptions<BrandOptions>>().Value, profile, language)
            .Score([text]);
        var places = report.Violations.Select(found => Place.Of(text, found)).ToList();
        if (arguments.GetValue(_json))
            JsonOutput.Print(new
            {
                language, report.Score, report.Metrics, style.Classifier, style.Stylometry, found = places,
            });
        else
            Show(isFile ? given : "text", language, report, places, style);
        return report.Violations.Count > 0 ? 1 : 0;
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken) =>
        // A character has at most four bytes.
        new FileInfo(file).Length <= 4L * VoiceChecker.LongestText
            ? (await File.ReadAllTextAsync(file, cancellationToken)).ReplaceLineEndings("\n")
            : throw new SettingsException($"{file} is too large. Split it.");

    private static void Show(
        string name, string language, VoiceReport report, List<Place> places, VoiceScores style)
    {
        foreach (var place in places)
            Terminal.WriteLine($"{name}:{place.Line}:{place.Column}: {place.Level} {place.Rule}: {place.Message}");
        Terminal.WriteLine(
            $"{report.Violations.Count} found in {report.Metrics.Words} words ({language}); "
                + FormattableString.Invariant($"{report.Score:0.0} points per 100 words."));
        if (style.Classifier is { } classifier)
            Terminal.WriteLine($"Classifier: {Figures(classifier)}. 1 is this brand, 0 is another.");
        if (style.Stylometry is { } stylometry)
            Terminal.WriteLine($"Stylometry: {Figures(stylometry)}. 0 is the brand's mean.");
    }

    private static string Figures(VoiceScale scale) =>
        FormattableString.Invariant($"{scale.Score.Mean:0.00} (own texts {Figure(scale.Ceiling)}, ")
            + $"texts of other brands {Figure(scale.Floor)})";

    private static string Figure(Estimate? estimate) => estimate is { } known
        ? FormattableString.Invariant($"{known.Mean:0.00}, from {known.Low:0.00} to {known.High:0.00}")
        : "not measured";

    // Line and column from 1.
    private sealed record Place(int Line, int Column, string Level, string Rule, string Message, string Match)
    {
        public static Place Of(string text, VoiceViolation found)
        {
            var before = text.AsSpan(0, found.Offset);
            return new Place(
                before.Count('\n') + 1, found.Offset - (before.LastIndexOf('\n') + 1) + 1,
                found.Level.ToString().ToLowerInvariant(), found.Rule, found.Message,
                text.Substring(found.Offset, found.Length));
        }
    }
}
