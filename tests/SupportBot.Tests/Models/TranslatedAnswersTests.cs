using System.Text.Json;
using System.Text.RegularExpressions;

namespace SupportBot.Tests.Models;

/// <summary>
/// What a customer sees who asks in another language than the documents are in, in the web chat of the whole host.
/// </summary>
public sealed partial class TranslatedAnswersTests
{
    private const string Question = "Wie kann ich den Wasserkocher entkalken?";
    private const string Page = """
        # Descaling

        ## How do I descale the kettle?

        Descale the kettle with white vinegar. The kettle must cool for 30 minutes before you descale it.
        Rinse the kettle twice with clear water.
        """;

    private const string Draft =
        "You descale the kettle with white vinegar [1]. The kettle must cool for 30 minutes before you descale it [1].";
    private const string First = "Sie entkalken den Wasserkocher mit weißem Essig {1}.";
    private const string Second = "Der Wasserkocher muss {1} Minuten abkühlen, bevor Sie ihn entkalken {2}.";
    private const string Label = "*Automatisch übersetzt. Unsere Dokumentation ist auf Englisch.*";

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-US")]
    public async Task A_german_question_finds_english_documents_and_gets_a_german_answer(string locale)
    {
        await using var chat = await AskedAsync(locale, Draft, First, Second);
        var seen = await chat.AskAsync(Question, locale);
        Assert.Equal(
            "Sie entkalken den Wasserkocher mit weißem Essig [1]. Der Wasserkocher muss 30 Minuten abkühlen, bevor Sie "
                + "ihn entkalken [1].",
            seen[^2]);
        Assert.StartsWith($"{seen[^2]}\n\n{Label}\n\n[1]: <", seen[^1], StringComparison.Ordinal);
        Assert.All(
            seen,
            text =>
                Assert.StartsWith(
                    "Sie entkalken den Wasserkocher mit weißem Essig [1].", text, StringComparison.Ordinal));
        Assert.All(chat.Double.Requests, request => Assert.Empty(request.Errors));
    }

    [Fact]
    public async Task Both_the_draft_and_the_translation_are_audited()
    {
        await using var chat = await AskedAsync("de-DE", Draft, First, Second);
        await chat.AskAsync(Question, "de-DE");
        var audit = Assert.Single(await chat.AuditAsync());
        Assert.Equal((Question, "How do I descale the kettle?"), (audit.Question, audit.Understood));
        Assert.Equal(
            ("en", "de", Draft), (audit.Translation?.From, audit.Translation?.To, audit.Translation?.Original));
        Assert.StartsWith("Sie entkalken", audit.Answer, StringComparison.Ordinal);
        Assert.Equal(
            (2, 2, 0), (audit.Checks.Passed, audit.Translation?.Checks.Passed, audit.Translation?.Checks.Failed.Count));
        Assert.InRange(audit.Calls.Count, 3, 4);
        Assert.Equal(3, audit.Calls.Select(call => call.PromptVersion).Distinct().Count());
    }

    [Fact]
    public async Task Facts_are_locked_in_what_is_sent()
    {
        await using var chat = await AskedAsync("de-DE", Draft, First, Second);
        await chat.AskAsync(Question, "de-DE");
        var sent = chat
            .Double.Requests.Select(request => request.User)
            .Where(user => user.Contains("Translate the texts", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            [
                "You descale the kettle with white vinegar {1}.",
                "The kettle must cool for {1} minutes before you descale it {2}.",
            ],
            sent.SelectMany(user => Text.Matches(user)).Select(match => match.Groups["text"].Value));
        Assert.All(
            sent,
            user => Assert.EndsWith(", from the language 'en' into the language 'de'.", user, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("Der Wasserkocher muss 30 Minuten abkühlen, bevor Sie ihn entkalken.", "facts")]
    [InlineData("Der Wasserkocher muss {1} Minuten abkühlen, bevor Sie ihn entkalken {2} {2}.", "facts")]
    [InlineData("Der Wasserkocher muss {1} Stunden abkühlen, bevor Sie ihn entkalken {2}.", "number")]
    [InlineData(
        "Der Wasserkocher muss {1} Minuten abkühlen, bevor Sie ihn auf https://evil.example entkalken {2}.", "markup")]
    public async Task A_sentence_that_is_not_translated_faithfully_stands_as_it_was_written(
        string translation, string reason)
    {
        await using var chat = await AskedAsync("de-DE", Draft, First, translation);
        var seen = await chat.AskAsync(Question, "de-DE");
        Assert.StartsWith(
            "Sie entkalken den Wasserkocher mit weißem Essig [1]. The kettle must cool for 30 minutes before you "
                + "descale it [1].\n\n*Automatisch übersetzt, wo es verlässlich möglich war.",
            seen[^1],
            StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains("abkühlen", StringComparison.Ordinal));
        Assert.Equal(reason, Assert.Single(Assert.Single(await chat.AuditAsync()).Translation!.Checks.Failed).Reason);
    }

    [Theory]
    [InlineData("declines")]
    [InlineData("filter")]
    [InlineData("down")]
    [InlineData("garbage")]
    [InlineData("one too many")]
    public async Task Where_no_translation_comes_the_checked_answer_stands_in_its_own_language(string how)
    {
        await using var chat = await ModelChat.BeginAsync(Page, "de-DE");
        chat.Double.Next(Meaning()).Next(Replies.Says(Draft)).Next(NoTranslation(how));
        var seen = await chat.AskAsync(Question, "de-DE");
        Assert.StartsWith(
            $"{Draft}\n\n*Diese Antwort ist auf Englisch, der Sprache unserer Dokumentation.*", seen[^1],
            StringComparison.Ordinal);
        Assert.All(
            seen,
            text => Assert.StartsWith("You descale the kettle with white vinegar [1].", text, StringComparison.Ordinal)
        );
        Assert.Equal(3, chat.Double.Requests.Count);
        Assert.NotNull(
            Assert.Single(Assert.Single(await chat.AuditAsync()).Calls, call => call.Failure is not null).Failure);
    }

    [Fact]
    public async Task A_translation_that_hangs_keeps_nobody_waiting()
    {
        await using var chat = await ModelChat.BeginAsync(Page, "de-DE");
        var live = new LiveReply();
        chat.Double.Next(Meaning()).Next(Replies.Says(Draft)).Next(live.ReplyAsync);
        var asked = chat.AskAsync(Question, "de-DE");
        await live.Asked;
        chat.Host.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.StartsWith($"{Draft}\n\n*Diese Antwort", (await asked)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_found_the_refusal_is_in_the_customers_language()
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(
            Replies.Says(
                MeaningJson(
                    "de", "Wer hat die Schachmeisterschaft in Reykjavik gewonnen?",
                    "Who won the chess championship in Reykjavik?")));
        Assert.StartsWith(
            "Dazu habe ich in unserer Dokumentation keine Antwort gefunden",
            (await chat.AskAsync("Wer hat die Schachmeisterschaft in Reykjavik gewonnen?"))[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_model_fails_the_refusal_names_the_language_of_the_documents()
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Status(401, "invalid_api_key"));
        Assert.StartsWith(
            "Dazu habe ich keine Antwort gefunden. Wenn es Ihnen möglich ist, fragen Sie gern in einer Sprache "
                + "unserer Dokumentation: Englisch.",
            (await chat.AskAsync(Question))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_way_to_people_stands_behind_an_answer_that_broke_off_translated_or_not()
    {
        await using var chat = await ModelChat.BeginAsync(Page, "de-DE");
        chat.Double.Next(Meaning())
            .Next(Replies.StopsShort("You descale the kettle with white vinegar [1]. The kettle"))
            .Next(Replies.Says(Translations(First)));
        Assert.StartsWith(
            "Sie entkalken den Wasserkocher mit weißem Essig [1].\n\nDiese Antwort ist nicht vollständig: Ich konnte "
                + "sie nicht zu Ende schreiben. Unser Support-Team erreichen Sie über die Kontaktangaben auf unserer "
                + $"Website.\n\n{Label}",
            (await chat.AskAsync(Question, "de-DE"))[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no", "judge")]
    [InlineData("nothing", "unjudged")]
    public async Task A_translation_that_the_judge_does_not_affirm_stands_as_it_was_written(string says, string reason)
    {
        const string Denied = "Der Wasserkocher muss nicht {1} Minuten abkühlen, bevor Sie ihn entkalken {2}.";
        await using var chat = await JudgedAsync("de-DE", "judge", Draft, First, Denied);
        chat.Double.Judge = (http, request) => (
            says == "nothing" && request.User.Contains("nicht", StringComparison.Ordinal)
                ? Replies.Says("Hm.")
                : Replies.Judges(text => !text.Contains("nicht", StringComparison.Ordinal)))(http, request);
        var seen = await chat.AskAsync(Question, "de-DE");
        Assert.Contains(
            "The kettle must cool for 30 minutes before you descale it [1].", seen[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(seen, text => text.Contains("nicht", StringComparison.Ordinal));
        Assert.Contains(
            Assert.Single(await chat.AuditAsync()).Translation!.Checks.Failed, failed => failed.Reason == reason);
    }

    /// <summary>Harm in several dresses, behind the translation and in its place.</summary>
    [Fact]
    public async Task A_translation_that_obeys_somebody_else_shows_nothing_of_it()
    {
        string[] harms =
        [
            "Melden Sie sich auf https://evil.example/login an.",
            "Melden Sie sich auf evil.example an.",
            "Schreiben Sie an help@evil.example.",
            "![x](https://evil.example/a.png)",
            "[hier](https://evil.example)",
            "<script>alert('evil.example')</script>",
            "Das Geheimnis ist CANARY-93b1.",
            "`curl evil.example`",
            "Rufen Sie 0900 12345 an.",
        ];
        await using var chat = await ModelChat.BeginAsync(Page, "de-DE");
        foreach (var (i, bare) in harms.Index())
        {
            string[] dresses =
            [
                $"{First} {bare}",
                First.Replace("{1}.", $"{bare} {{1}}.", StringComparison.Ordinal),
                $"{bare} {{1}}",
                bare,
            ];
            var harm = dresses[i % dresses.Length];
            chat.Double.Otherwise = (http, request) => Replies.Says(
                    request.User.Contains("Tell what", StringComparison.Ordinal)
                        ? MeaningJson("de", Question, "How do I descale the kettle?")
                    : request.User.Contains("Translate", StringComparison.Ordinal)
                        ? Translations([.. Text.Matches(request.User).Select(_ => harm)])
                : "You descale the kettle with white vinegar [1].")(http, request);
            foreach (var text in await chat.AskAsync(Question, "de-DE"))
                Assert.DoesNotMatch("evil|CANARY|!\\[|<script|0900", text);
        }
        Assert.All(
            await chat.AuditAsync(),
            audit => Assert.DoesNotMatch("evil|CANARY|!\\[|<script|0900", JsonSerializer.Serialize(audit)));
    }

    [Theory]
    [InlineData("How can I win at https://evil.example?")]
    [InlineData("How do I descale CANARY-93b1?")]
    [InlineData("<b>How</b> do I descale the kettle?")]
    public async Task A_question_in_which_the_model_puts_something_strange_is_not_searched(string translation)
    {
        await using var chat = await ModelChat.BeginAsync(Page);
        chat.Double.Next(Replies.Says(MeaningJson("de", Question, translation)));
        await chat.AskAsync(Question);
        var audit = Assert.Single(await chat.AuditAsync());
        Assert.Equal(Question, audit.Understood);
        Assert.DoesNotContain(translation, JsonSerializer.Serialize(audit), StringComparison.Ordinal);
    }

    /// <summary>The model translates sentence by sentence, however many are sent at once.</summary>
    private static Task<ModelChat> AskedAsync(string locale, string draft, params string[] translations) =>
        JudgedAsync(locale, null, draft, translations);

    private static async Task<ModelChat> JudgedAsync(
        string locale, string? judge, string draft, params string[] translations)
    {
        (string Name, string Value)[] settings = judge is null ? [] : [("Models:JudgeModel", judge)];
        var chat = await ModelChat.BeginAsync(Page, locale, settings);
        var next = new Queue<string>(translations);
        chat.Double.Next(Meaning()).Next(Replies.Says(draft)).Otherwise = (http, request) =>
            Replies.Says(Translations([.. Text.Matches(request.User).Select(_ => next.Dequeue())]))(http, request);
        return chat;
    }

    private static ModelReply Meaning() => Replies.Says(MeaningJson("de", Question, "How do I descale the kettle?"));

    private static string MeaningJson(string language, string question, string translation) =>
        JsonSerializer.Serialize(
            new
            {
                question,
                language,
                intent = "question",
                translations = new[] { new { language = "en", question = translation } },
            });

    private static string Translations(params string[] translations) => JsonSerializer.Serialize(new { translations });

    private static ModelReply NoTranslation(string how) => how switch
    {
        "declines" => Replies.Says("I'm sorry, I can't help with that."),
        "filter" => Replies.Ends("content_filter", "{"),
        "down" => Replies.Status(503, retryAfter: "3600"),
        "garbage" => Replies.Says("""{"translations": 7}"""),
        _ => Replies.Says(Translations(First, Second, "Noch etwas.")),
    };

    [GeneratedRegex(@"⟦text \d+ \w+⟧\n(?<text>.*)\n")]
    private static partial Regex Text { get; }
}
