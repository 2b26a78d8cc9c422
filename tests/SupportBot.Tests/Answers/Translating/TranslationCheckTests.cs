using SupportBot.Core.Answers.Checking.Drafts;
using SupportBot.Core.Answers.Checking.Facts;
using SupportBot.Core.Answers.Translating;

namespace SupportBot.Tests.Answers.Translating;

/// <summary>Which translations may be said.</summary>
public sealed class TranslationCheckTests
{
    private static readonly Locks English = new("en", []);

    public static TheoryData<string, string> Faithful => new()
    {
        { "You descale the kettle with white vinegar [1].", "Sie entkalken den Wasserkocher mit weißem Essig {1}." },
        {
            "The kettle must cool for 30 minutes before you descale it [1].",
            "Der Wasserkocher muss {1} Minuten abkühlen, bevor Sie ihn entkalken {2}."
        },
        { "Rinse the kettle two times [1].", "Spülen Sie den Wasserkocher zwei Mal aus {1}." },
        { "You must not open the lid [1].", "Sie dürfen den Deckel nicht öffnen {1}." },
        { "Without a key it cannot start [1].", "Ohne Schlüssel kann es nicht starten {1}." },
        {
            "It is off by default, unless you set `--on` [1].",
            "Es ist standardmäßig aus, wenn Sie nicht {1} setzen {2}."
        },
        { "1. Open **Settings** [1].", "Öffnen Sie {1} {2}." },
        { "- At least 12 characters [1]", "Mindestens {1} Zeichen {2}" },
        { "## How do I descale the kettle?", "Wie entkalke ich den Wasserkocher?" },
        { "Use only Harbour's own tools [1].", "Verwenden Sie nur die eigenen Werkzeuge von {1} {2}." },
        { "Choose the **very first** backup [1].", "Wählen Sie die **allererste** Sicherung {1}." },
        { "It was changed on March 3, 2027 [1].", "Es wurde am {1} geändert {2}." },
        {
            "Write your support email address or phone number into the text `contact` of the group `answers`, in "
                + "each file of texts [1]:",
            "Schreiben Sie Ihre E-Mail-Adresse oder Telefonnummer in den Text {1} der Gruppe {2}, in jede "
                + "Textdatei {3}:"
        },
        {
            "The file must be smaller than 20 MB, and you may upload at most 5 files at once [1].",
            "Die Datei muss kleiner als {1} sein, und Sie dürfen höchstens {2} Dateien auf einmal hochladen {3}."
        },
        {
            "If the server does not start, check whether the port is in use [1].",
            "Wenn der Server nicht startet, prüfen Sie, ob der Port belegt ist {1}."
        },
        { "No, a host serves one brand [1].", "Nein, ein Host bedient eine Marke {1}." },
        {
            "Yes. Documents in several languages can stand in one folder [1].",
            "Ja. Dokumente in mehreren Sprachen können in einem Ordner liegen {1}."
        },
        {
            "SupportBot does not start, and names the file and the line [1].",
            "{1} startet nicht und nennt die Datei und die Zeile {2}."
        },
        {
            "After the retention period of 90 days the texts are deleted [1].",
            "Nach der Aufbewahrungsfrist von {1} Tagen werden die Texte gelöscht {2}."
        },
        {
            "You need an account with administrator rights to do this [1].",
            "Sie benötigen dafür ein Konto mit Administratorrechten {1}."
        },
        {
            "The first word must come within 10 seconds, each further one within 15 [1].",
            "Das erste Wort muss innerhalb von {1} Sekunden kommen, jedes weitere innerhalb von {2} {3}."
        },
        {
            "Only the last three versions are kept, all others are removed [1].",
            "Nur die letzten drei Versionen werden aufbewahrt, alle anderen werden entfernt {1}."
        },
        { "A half sentence is never shown [1].", "Ein halber Satz wird nie gezeigt {1}." },
        { "You can also use `--port 8080` instead [1].", "Sie können stattdessen auch {1} verwenden {2}." },
        {
            "It is recommended to make a backup before each upgrade [1].",
            "Es wird empfohlen, vor jedem Upgrade eine Sicherung anzulegen {1}."
        },
        { "Whoever has no key cannot sign in [1].", "Wer keinen Schlüssel hat, kann sich nicht anmelden {1}." },
        { "More than 100 connections slow it down [1].", "Mehr als {1} Verbindungen bremsen es aus {2}." },
        {
            "By default it listens on port 5080 and is reachable from this machine only [1].",
            "Standardmäßig lauscht es auf Port {1} und ist nur von diesem Rechner aus erreichbar {2}."
        },
    };

    [Theory]
    [MemberData(nameof(Faithful))]
    public void A_faithful_translation_passes(string sentence, string translation) =>
        Assert.Null(FaultOf(sentence, translation));

    public static TheoryData<string, string, string> Unfaithful => new()
    {
        { "The kettle must cool for 30 minutes [1].", "Der Wasserkocher muss Minuten abkühlen {2}.", "Facts" },
        { "The kettle must cool for 30 minutes [1].", "Der Wasserkocher muss {1} Minuten abkühlen {2} {2}.", "Facts" },
        { "The kettle must cool for 30 minutes [1].", "Der Wasserkocher muss {1} Minuten abkühlen {2} {3}.", "Facts" },
        {
            "The kettle must cool for 30 minutes [1].",
            "Der Wasserkocher muss abkühlen. Das dauert {1} Minuten {2}.",
            "Facts"
        },
        { "- Use vinegar [1]. Rinse it twice [2].", "Nehmen Sie Essig. Spülen Sie ihn zweimal {1} {2}.", "Facts" },
        { "- Use vinegar [1]. Rinse it twice [2].", "Nehmen Sie Essig {2}. Spülen Sie ihn zweimal {1}.", "Facts" },
        { "- Use vinegar [1]. Rinse it twice [2].", "Nehmen Sie Essig {1}.", "Facts" },
        { "The kettle must cool for 30 minutes [1].", "", "Facts" },
        { "I can help.", "Ich helfe in 5 Minuten.", "Number" },
        { "The kettle must cool for 30 minutes [1].", "Der Wasserkocher muss {1} Stunden abkühlen {2}.", "Number" },
        { "Rinse the kettle two times [1].", "Spülen Sie den Wasserkocher drei Mal aus {1}.", "Number" },
        { "Rinse the kettle twice [1].", "Spülen Sie den Wasserkocher zweimal zehn Minuten {1}.", "Number" },
        { "You pay once [1].", "Sie bekommen es kostenlos {1}.", "Offer" },
        { "Rinse the kettle twice [1].", "Spülen Sie den Wasserkocher auf evil.example zweimal {1}.", "Markup" },
        { "Rinse the kettle twice [1].", "Spülen Sie den [Wasserkocher](https://evil.example) zweimal {1}.", "Markup" },
        { "Rinse the kettle twice [1].", "Spülen Sie <b>den Wasserkocher</b> zweimal {1}.", "Markup" },
        { "Rinse the kettle twice [1].", "Spülen Sie ![x](a) zweimal {1}.", "Markup" },
        { "Rinse the kettle twice [1].", "Spülen Sie den Wasserkocher mit `rm` zweimal {1}.", "Markup" },
        { "Rinse the kettle twice [1].", "Spülen Sie den Wasserkocher\nzweimal {1}.", "Markup" },
        { "Rinse the kettle twice [1].", "# Spülen Sie den Wasserkocher zweimal {1}.", "Markup" },
        {
            "Rinse the kettle twice [1].",
            "Spülen Sie den Wasserkocher zweimal, und dann gehen Sie bitte in den nächsten Laden, holen einen "
                + "neuen Wasserkocher, stellen ihn auf und werfen den alten sofort in den Müll {1}.",
            "Length"
        },
        {
            "Rinse the kettle with clear water and wait for it to cool down [1].",
            "Rinse the kettle with clear water and wait for it to cool down {1}.",
            "Language"
        },
        {
            "Rinse the kettle with clear water and wait for it [1].",
            "Please rinse it with the clear water and then wait for it {1}.",
            "Language"
        },
    };

    [Theory]
    [MemberData(nameof(Unfaithful))]
    public void An_unfaithful_one_fails_by_name(string sentence, string translation, string fault) =>
        Assert.Equal(fault, FaultOf(sentence, translation)?.ToString());

    [Fact]
    public void Of_languages_without_word_lists_the_locks_are_compared()
    {
        Assert.Null(
            FaultOf("The kettle must cool for 30 minutes [1].", "La bouilloire doit refroidir {1} minutes {2}.", "fr"));
        Assert.Equal(
            TranslationFault.Facts,
            FaultOf("The kettle must cool for 30 minutes [1].", "La bouilloire doit refroidir {2}.", "fr"));
        Assert.Equal(
            TranslationFault.Language,
            FaultOf(
                "The kettle must cool for 30 minutes [1].",
                "Der Wasserkocher muss für {1} Minuten auskühlen und nicht mehr an sein {2}.", "fr"));
    }

    [Fact]
    public void The_word_lists_of_both_languages_stand_in_one_order()
    {
        var (english, german) = (FactWords.Of("en"), FactWords.Of("de"));
        Assert.Equal(english.UnitNames.Count, german.UnitNames.Count);
        (string English, string German)[] units =
        [
            ("minute", "minute"),
            ("mile", "meile"),
            ("kg", "kg"),
            ("billion", "milliarde"),
            ("euro", "euro"),
            ("degree", "grad"),
        ];
        foreach (var (one, other) in units)
            Assert.Equal(english.UnitNames.ToList().IndexOf(one), german.UnitNames.ToList().IndexOf(other));
    }

    private static TranslationFault? FaultOf(string sentence, string translation, string to = "de")
    {
        var reader = new DraftReader();
        var part = Assert.Single(reader.Feed(sentence).Concat(reader.End()));
        return new TranslationCheck("en", to).FaultOf(part, English.In(part.Body, isRow: false), translation);
    }
}
